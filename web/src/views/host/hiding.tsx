import { useState } from 'preact/hooks';
import { Part } from '../../base/part';
import { beginning } from '../../base/text';
import { when } from '../../base/time';
import { loadOlder } from '../../live/older';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { now } from '../../page/clock';
import { over } from '../../page/desk';
import { tell } from '../../page/say';
import { CARDS_MAX } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { later } from '../later';
import { Link } from '../link';
import { author, Disc } from '../person';
import { at } from './rooms';

const Hide = later(new Part(() => import('../acts')), it => it.Hide);

/** So many stand there before somebody looks further back. */
const STEP = 12;
const SAID = 160;
/** How many pages of older traces one tap looks through: the feed behind this page holds all of them. */
const PAGES_MAX = 5;

/** The newest traces, to be hidden; and those that are hidden, to be restored. */
export function Hiding({ session }: { session: Session }) {
  const view = session.view.value!;
  const [hidden, show] = useState(false);
  const [most, further] = useState(STEP);
  const { changes } = session.pending.value;
  const all = view.feed.map(card => ({ ...card, ...changes.get(card.id)?.to }));
  const listed = all.filter(({ state }) => state === (hidden ? 'hidden' : 'shown'));
  const more = listed.length > most || view.more;
  const older = () => {
    further(most + STEP);
    void look(most + STEP);
  };
  /** Loads older traces until so many are listed. */
  const look = async (wanted: number, which = hidden) => {
    const state = which ? 'hidden' : 'shown';
    const found = () => session.view.value!.feed.filter(card => card.state === state).length;
    try {
      for (let page = 0; page < PAGES_MAX && session.view.value!.more && found() < wanted; page += 1)
        await session.load((api, space) => loadOlder(api, space, CARDS_MAX));
    } catch (error) {
      tell(why(error));
    }
  };
  const choose = (which: boolean) => {
    show(which);
    further(STEP);
    void look(STEP, which);
  };
  const chip = (which: boolean, label: string) => (
    <Button class="chip" pressed={hidden === which} act={() => choose(which)}>
      {label}
    </Button>
  );
  return (
    <>
      <p class="row chips">
        {chip(false, words.newestTraces)}
        {chip(true, words.hiddenTraces)}
      </p>
      <ul class="rows traces">
        {listed.slice(0, most).map(card => (
          <Trace key={card.id} session={session} card={card} />
        ))}
        {listed.length === 0 && <li class="quiet">{hidden ? words.noneHidden : words.emptyFeed}</li>}
      </ul>
      {more && (
        <Button class="older" act={older}>
          {words.older}
        </Button>
      )}
      <ul class="rooms quietly">
        <li>
          <Link to={at(session.id, 'people')}>
            <span>
              <b>{words.aPerson}</b>
              <small>{words.aPersonMeans}</small>
            </span>
          </Link>
        </li>
      </ul>
    </>
  );
}

function Trace({ session, card }: { session: Session; card: Shown }) {
  const view = session.view.value!;
  const { id, by, at_ms, text, state, hidden_why } = card;
  return (
    <li>
      <Disc member={view.members.get(by)} />
      <span>
        <small>
          <span>{author(view, card)}</span> · {when(at_ms, now.value)}
        </small>
        <span dir="auto">{beginning(text ?? '', SAID)}</span>
        {hidden_why && (
          <small>
            <q dir="auto">{hidden_why}</q>
          </small>
        )}
      </span>
      {state === 'hidden' ? (
        <Button class="plain" act={() => session.act({ type: 'restore', trace: id })}>
          {words.restore}
        </Button>
      ) : (
        <Button class="plain" act={() => over(words.hideSure, () => <Hide session={session} card={card} />)}>
          {words.hide}
        </Button>
      )}
    </li>
  );
}
