import type { Session } from '../../live/session';
import { ask, edit } from '../../page/desk';
import type { Answer, Round } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';

/** What only its author may do with an answer: publish it, and take it back. */
export function OwnAnswer({ session, round, answer }: { session: Session; round: Round; answer: Answer }) {
  const text = answer.answers.filter(Boolean).join('\n');
  const takeBack = () => session.act({ type: 'take_answer_back', round: round.id });
  return (
    <>
      {!answer.trace && <Button act={() => edit({ letOut: round.id }, { text, open_end: '' })}>{words.letOut}</Button>}
      <Button act={() => ask(words.takeBackSure, text, words.takeBack, takeBack)}>{words.takeBack}</Button>
    </>
  );
}
