import { notice, said } from '../page/say';

/** What the page says for a moment: to screen readers, and at its foot. An open sheet has its own, since all else is mute then. */
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
