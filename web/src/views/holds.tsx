import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { compose } from '../page/desk';
import { paths } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { Link, Words } from './link';
import { Agreed, From, Told, Will } from './parts';
import { author } from './person';

export interface Held {
  session: Session;
  card: Shown;
  /** The trace that took it up. */
  taker: Shown | undefined;
}

/** What a card shows below its words: an open end, a promise, an agreement or a story; and who took it up, or its state. */
export function Holds(props: Held) {
  const { session, card, taker } = props;
  const { state, open, open_end, facet, taken } = card;
  if (state === 'withdrawn') return null;
  if (card.crossed) return <From {...props} />;
  if (facet) {
    const [pattern, It] =
      facet.is === 'promise'
        ? (['promises', Will] as const)
        : facet.is === 'story'
          ? (['stories', Told] as const)
          : (['agreements', Agreed] as const);
    return session.isOn(pattern) ? <It {...props} /> : null;
  }
  if (card.learned && session.learns) return <p class="will learned">{words.learned}</p>;
  if (!open || !open_end || !session.isOn('open_ends')) return null;
  // A tap on it takes it up, unless it is gone or not sent yet.
  const free = taken === undefined && state === 'shown' && card.n >= 0 && !session.pending.value.taken.has(card.id);
  return (
    <p class={`open ${free ? 'free' : taken === undefined ? '' : 'taken'}`} dir="auto">
      {free ? (
        <Button label={`${words.someoneCould} ${open_end}`} act={() => compose(card.id, true)}>
          {words.someoneCould}
        </Button>
      ) : (
        <span>{words.someoneCould}</span>
      )}{' '}
      <Words text={open_end} />
      {taker && (
        <small>
          <Link to={paths.trail(session.id, taker)}>{words.takenUp(author(session.view.peek()!, taker))}</Link>
        </small>
      )}
    </p>
  );
}
