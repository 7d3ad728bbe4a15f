import type { LetIn, Waiting } from '../protocol';
import { call } from './call';

/** Lets a member into a pod who signed in by a host's link. */
export const letIn = (circle: string, { pod, member }: Waiting) =>
  call<void>('POST', `/api/c/${circle}/pods/${pod}/let_in`, { body: { member } satisfies LetIn });
