import type { LetIn, Waiting } from '../protocol';
import { call } from './call';

/** Says in a pod that somebody who came in by a host's link is who they say. */
export const letIn = (circle: string, { pod, member }: Waiting) =>
  call<void>('POST', `/api/c/${circle}/pods/${pod}/let_in`, { body: { member } satisfies LetIn });
