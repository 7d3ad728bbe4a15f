import type { Outbox } from '../outbox/outbox';
import type { Draft, Problem } from '../protocol';

const AWAY: Pick<Problem, 'code' | 'retry' | 'retry_after_ms'> = { code: 'log_unavailable', retry: true };

/**
 * Posts a draft; one with a photo once the photo is on the server, so that its trace is never without it. Where nobody was
 * reached, the post waits as any other does, and stays unsent: whoever takes it back then has never shown it.
 */
export function post(
  circle: string,
  pod: string | undefined,
  draft: Draft,
  outbox: Pick<Outbox, 'refused'>,
  go: () => boolean,
  unsent: true | undefined,
): boolean {
  const { photo } = draft.deed as { photo?: { id: string } };
  if (!photo) return go();
  import('../photo/send')
    .then(it => it.send(pod ? `${circle}/pods/${pod}` : circle, photo.id))
    .then(go, ({ problem = AWAY }) =>
      outbox.refused(draft.id, problem.code, problem.retry, problem.retry_after_ms, unsent),
    );
  return true;
}
