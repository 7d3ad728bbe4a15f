import { newId } from '../base/id';
import type { ProgramToken, StandingProgram } from '../protocol';
import { call } from './call';

/** The programs of a circle, as hosts let them in and end them. */
export function programs(circle: string) {
  const at = `/api/c/${circle}/programs`;
  return {
    all: () => call<StandingProgram[]>('GET', at),
    letIn: (name: string) => call<ProgramToken>('POST', at, { body: { id: newId(), name } }),
    end: (program: string) => call<void>('DELETE', `${at}/${program}`),
  };
}
