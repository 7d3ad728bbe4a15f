import { notice, said } from '../page/say';

/** Announcements for screen readers, and notices at the foot. An open sheet has its own, because everything outside it is inert. */
export function Voices() {
  return (
    <>
      <p class="hidden" role="status" aria-live="polite">
        {said.value}
      </p>
      <p class="notice" role="status">
        {notice.value}
      </p>
    </>
  );
}
