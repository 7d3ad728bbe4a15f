import { useEffect, useState } from 'preact/hooks';
import { when } from '../../base/time';
import { answers } from '../../http/answers';
import { given } from '../../live/rounds';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { compose } from '../../page/desk';
import type { Answer, Member, Round } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';
import { prompts } from '../rounds';
import { OwnAnswer } from './own-answer';

interface Read {
  answers: Answer[];
  members: Member[];
  more: boolean;
}

/** The answers to a round, which the server sends only to those who answered or passed. */
export function Answers({ session, round }: { session: Session; round: Round }) {
  const [read, set] = useState<Read | null>(null);
  const [failed, setFailed] = useState(false);
  const view = session.view.value!;
  const own = view.own(round.id);
  const waiting = given(session, round.id);
  const mayRead = own?.answered || own?.passed;
  // A new answer changes the round's row, and an own deed the viewer's mark: after either the answers are loaded again.
  const told = JSON.stringify([mayRead && own, round.answered, round.ended_at_ms, session.word.value === 'live']);
  useEffect(() => {
    if (!mayRead) return undefined;
    let left = false;
    answers(session.id, round.id, null, view.position).then(
      page => {
        if (left) return;
        set(page);
        setFailed(false);
      },
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [round.id, told]);
  const further = () =>
    answers(session.id, round.id, read!.answers.at(-1)?.id ?? null, view.position).then(
      page =>
        set({
          answers: [...read!.answers, ...page.answers],
          members: [...read!.members, ...page.members],
          more: page.more,
        }),
      () => setFailed(true),
    );
  const people = new Map([...(read?.members ?? []).map(one => [one.id, one] as const), ...view.members]);
  const mine = read?.answers.some(({ by }) => by === view.me);
  const sent = waiting?.draft.deed.type === 'answer' && !mine ? waiting.draft.deed.answers : null;
  return (
    <>
      <ul class="answers" aria-live="polite">
        {sent && (
          <li class="answer waiting">
            <Said by={view.members.get(view.me)} who={words.you} note={words.waiting} round={round} answers={sent} />
          </li>
        )}
        {read?.answers.map(answer => (
          <li class="answer" key={answer.id}>
            <Said
              by={people.get(answer.by)}
              who={answer.by === view.me ? words.you : name(people.get(answer.by))}
              note={when(answer.at_ms, now.value)}
              round={round}
              answers={answer.answers}
            />
            <Acts session={session} round={round} answer={answer} />
          </li>
        ))}
      </ul>
      {read?.answers.length === 0 && !sent && (
        <p class="empty">{round.ended_at_ms ? words.noAnswersEver : words.noAnswers}</p>
      )}
      {read?.more && (
        <Button class="older" act={further}>
          {words.moreAnswers}
        </Button>
      )}
      {failed && <p class="empty">{words.answersFailed}</p>}
    </>
  );
}

interface SaidProps {
  by: Member | undefined;
  who: string;
  note: string;
  round: Round;
  answers: readonly string[];
}

function Said({ by, who, note, round, answers }: SaidProps) {
  const asked = prompts(round);
  return (
    <>
      <p class="who">
        <Disc member={by} />
        <span>{who}</span>
        <time>{note}</time>
      </p>
      {answers.map((answer, index) => (
        <p class="say" dir="auto" key={asked[index]}>
          {answers.length > 1 && answer && <small>{asked[index]}</small>}
          {answer}
        </p>
      ))}
    </>
  );
}

/** What its author may do with an answer, and what others may do once it was let out. */
function Acts({ session, round, answer }: { session: Session; round: Round; answer: Answer }) {
  return (
    <p class="acts">
      {answer.trace && <Button act={() => compose(answer.trace)}>{words.theTrace}</Button>}
      {answer.by === session.view.value!.me && <OwnAnswer session={session} round={round} answer={answer} />}
    </p>
  );
}
