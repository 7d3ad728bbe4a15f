import { useRef } from 'preact/hooks';

/** Taps that come so soon after an answer were meant for the wait before it. */
export const SETTLES_MS = 400;

/**
 * Asks the server for one thing at a time: whoever taps again while the answer is slow gets no second secret. What was refused can be
 * tried again at once.
 */
export function useOneAtATime(): (ask: () => Promise<unknown>, failed: (error: unknown) => void) => void {
  const waits = useRef(false);
  return (ask, failed) => {
    if (waits.current) return;
    waits.current = true;
    const settle = () => {
      waits.current = false;
    };
    ask().then(
      () => setTimeout(settle, SETTLES_MS),
      error => {
        settle();
        failed(error);
      },
    );
  };
}
