import { Refused } from '../http/call';
import { words } from '.';

/** What to tell a person about a request that failed. */
export function why(error: unknown): string {
  return error instanceof Refused ? words.why(error.problem.code) : words.unreachable;
}
