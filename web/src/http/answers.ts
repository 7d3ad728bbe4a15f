import type { AnswersPage } from '../protocol';
import { call } from './call';

/** The answers to a round, in the asker's own order, from after one on. `at_least`: the position that they are not to be older than. */
export const answers = (space: string, round: string, after: string | null, at_least: string | null) =>
  call<AnswersPage>(
    'GET',
    `/api/c/${space}/rounds/${round}/answers?at_least=${at_least}${after ? `&after=${after}` : ''}`,
  );
