import { useState } from 'preact/hooks';
import { notice, said } from '../page/say';

/** Announcements for screen readers, and notices at the foot. An open sheet has its own, because everything outside it is inert. */
export function Voices() {
  // What was said before a sheet opened was heard.
  const [before] = useState(said.peek());
  return (
    <>
      <p class="hidden" role="status" aria-live="polite">
        {said.value !== before && said.value}
      </p>
      <p class="notice" role="status">
        {notice.value}
      </p>
    </>
  );
}
