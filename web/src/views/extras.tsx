import type { Session } from '../live/session';
import { sheet } from '../page/desk';
import { paths } from '../page/route';
import { type Card, REWORDING_MS_MAX } from '../protocol';
import { words } from '../words';
import { Link } from './link';

interface Props {
  session: Session;
  card: Card;
  text: string | null;
  mine: boolean;
  host: boolean;
  state: Card['state'];
  /** Whether its trail is what is shown. */
  onTrail?: boolean;
}

/** What is seldom wanted of a trace, behind its dots. */
export function Extras({ session, card, text, mine, host, state, onTrail }: Props) {
  const young = session.now_ms() - card.at_ms < REWORDING_MS_MAX;
  const ask = (question: string, yes: string, type: 'withdraw' | 'hide') => {
    const act = () => session.act({ type, trace: card.id });
    sheet.value = { of: 'sure', question, what: text ?? '', yes, act };
  };
  return (
    <div class="extras">
      {!onTrail && <Link to={paths.trail(session.id, card.trails[0]?.seed ?? card.id, card.id)}>{words.seeTrail}</Link>}
      {mine && young && state === 'shown' && (
        <button
          type="button"
          onClick={() => {
            sheet.value = { of: 'compose', reword: card.id };
          }}
        >
          {words.reword}
        </button>
      )}
      {mine && (
        <button type="button" onClick={() => ask(words.withdrawSure, words.withdraw, 'withdraw')}>
          {words.withdraw}
        </button>
      )}
      {host && state === 'shown' && (
        <button type="button" onClick={() => ask(words.hideSure, words.hide, 'hide')}>
          {words.hide}
        </button>
      )}
      {host && state === 'hidden' && (
        <button type="button" onClick={() => session.act({ type: 'restore', trace: card.id })}>
          {words.restore}
        </button>
      )}
    </div>
  );
}
