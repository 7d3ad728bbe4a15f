import type { Session } from '../../live/session';
import { words } from '../../words';
import { Marked } from './marked';

/** What was learned so far, newest first. */
export const Learned = ({ session }: { session: Session }) => (
  <Marked session={session} joint={null}>
    <h3>{words.learnedSoFar}</h3>
  </Marked>
);
