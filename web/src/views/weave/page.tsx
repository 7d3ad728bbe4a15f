import { useRef, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { people, useWeave } from '../../live/weave';
import { paths } from '../../page/route';
import type { Ring } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Link } from '../link';
import { name } from '../person';
import { aroundOne, everybody } from './layout';
import { Picture } from './picture';
import { One, Table } from './table';
import { byPerson, inOrder } from './ties';

/** Who builds with whom: the picture, the selected person in words, and everything as a table. */
export function Weave({ session }: { session: Session }) {
  const { page, error } = useWeave(session);
  const [middle, setMiddle] = useState(false);
  const [picked, pick] = useState<number>();
  const stood = useRef<readonly number[]>([]);
  const view = session.view.value!;
  if (!page) return error ? <p class="empty">{why(error)}</p> : <div class="coming" aria-busy="true" />;
  const ties = byPerson(page.people, page.ties);
  const order = inOrder(page.people, ties, stood.current);
  stood.current = order;
  const members = people(page.members);
  const me = page.members.find(({ id }) => id === view.me)?.n;
  const one = middle && me !== undefined;
  const layout = one ? aroundOne(order, ties, me) : everybody(order, page.rings ?? []);
  const known = picked !== undefined && layout.places.has(picked) ? picked : undefined;
  const names = [...order].sort((a, b) => name(members.get(a)).localeCompare(name(members.get(b))));
  return (
    <>
      <p class="lead">{page.ties.length > 0 ? words.weaveLead : words.noWeave}</p>
      <div class="row">
        {([false, true] as const).map(each => (
          <Button key={`${each}`} class="chip" pressed={middle === each} act={() => setMiddle(each)}>
            {each ? words.youInMiddle : words.everyone}
          </Button>
        ))}
        {isHost(view) && (
          <Link class="text" to={`${paths.pods(session.id)}?reconnect`}>
            {words.reconnect}
          </Link>
        )}
      </div>
      <Picture
        layout={layout}
        ties={ties}
        members={members}
        picked={known}
        pick={pick}
        only={one ? me : undefined}
        me={me}
      />
      {!one && page.rings && layout.rings.length > 1 && <p class="rings">{ringsTold(session, page.rings)}</p>}
      <label class="field">
        <span>{words.findPerson}</span>
        <select
          value={known ?? ''}
          onChange={({ currentTarget: { value } }) => pick(value === '' ? undefined : Number(value))}
        >
          <option value="">{words.nobodyPicked}</option>
          {names.map(n => (
            <option key={n} value={n}>
              {name(members.get(n))}
            </option>
          ))}
        </select>
      </label>
      <output>{known !== undefined && <One n={known} ties={ties} members={members} />}</output>
      <Table order={order} ties={ties} members={members} />
    </>
  );
}

/** What the rings are, in words. */
function ringsTold({ view }: Session, rings: readonly Ring[]): string {
  const { pods, gatherings } = view.value!;
  const said: string[] = [];
  const own = rings.flatMap(({ of, people }) =>
    'pod' in of && people.length > 1 ? [pods.find(({ id }) => id === of.pod)?.intention ?? words.aPod] : [],
  );
  if (own.length > 0) said.push(words.podRings(words.list.format(own)));
  for (const { of } of rings)
    if ('gathering' in of)
      said.push(words.gatheringRing(gatherings.find(({ id }) => id === of.gathering)?.name ?? words.theLastGathering));
  return said.join(' ');
}
