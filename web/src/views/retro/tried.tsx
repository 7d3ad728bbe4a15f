import { today } from '../../base/days';
import { dueName } from '../../base/due';
import { type Group, keyOf } from '../../live/cards';
import type { Read } from '../../live/retro';
import type { Session } from '../../live/session';
import type { Shown, With } from '../../live/view';
import { now } from '../../page/clock';
import { edit } from '../../page/desk';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { author, Disc } from '../person';

/** Whether a trace is a promise. */
export const isPromise = (card: Shown): card is With<'promise'> => card.facet?.is === 'promise';

interface Props {
  session: Session;
  round: string;
  group: Group;
  read: Read;
}

/** Who took a try on, by when, or that it is done; or a button to take it on. */
export function Tried({ session, round, group, read }: Props) {
  const view = session.view.value!;
  if (!session.isOn('promises')) return null;
  const keys = new Set(group.map(({ key }) => key));
  const taken = read.taken.filter(({ card }) => keys.has(keyOf(card))).flatMap(({ n }) => view.of(n) ?? []);
  const standing = taken.filter(isPromise).filter(({ state }) => state === 'shown');
  const day = today(now.value, view.circle.time_zone);
  const [head] = group;
  return (
    <>
      {standing.map(card => (
        <p class="tried" key={card.id}>
          <Disc member={view.members.get(card.by)} />
          <Link to={paths.trail(session.id, card)}>
            {words.willDo(
              author(view, card),
              card.taken === undefined ? words.byDay(dueName(card.facet.due, day)) : words.done,
            )}
          </Link>
        </p>
      ))}
      {standing.length === 0 && (
        <Button
          class="text"
          act={() => edit({ tries: { round, card: head.card } }, { text: head.text, open_end: '', due: '' })}
        >
          {words.iTryThis}
        </Button>
      )}
    </>
  );
}
