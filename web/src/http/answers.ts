import type { AnswersPage } from '../protocol';
import { call } from './call';

/** Loads the answers to a round, in the member's own order. `at_least`: the position that the server must have folded. */
export const answers = (space: string, round: string, after: string | null, at_least: string | null) =>
  call<AnswersPage>(
    'GET',
    `/api/c/${space}/rounds/${round}/answers?at_least=${at_least}${after ? `&after=${after}` : ''}`,
  );
