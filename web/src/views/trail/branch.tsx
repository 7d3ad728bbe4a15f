import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Branch } from '../../live/path';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Holds } from '../holds';
import { Link } from '../link';
import { author, Who } from '../person';
import { Said } from '../said';
import { Heard } from './heard';
import { useShown } from './shown';

/** So many branches of one trace are shown before the rest is asked for. */
const SHOWN = 3;

interface Props {
  session: Session;
  branches: Branch[];
  /** The open ends that are shown as buds below. */
  buds: ReadonlySet<string>;
}

/** What grew aside from one trace: stubs that open in place, as a list within its step. */
export function Branches({ session, branches, buds }: Props) {
  const [most, setMost] = useState(SHOWN);
  const list = useShown<HTMLUListElement>(most, SHOWN);
  if (branches.length === 0) return null;
  return (
    <ul ref={list} role="list" aria-label={words.besideThePath}>
      {branches.slice(0, most).map(branch => (
        <Side key={branch.cards[0]!.id} session={session} branch={branch} buds={buds} />
      ))}
      {branches.length > most && (
        <li>
          <Button class="stub" act={() => setMost(branches.length)}>
            {words.andMore(branches.length - most)}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Side({ session, branch: { cards }, buds }: Omit<Props, 'branches'> & { branch: Branch }) {
  const [open, set] = useState(false);
  const view = session.view.value!;
  const first = cards[0]!;
  return (
    <li class="side">
      <Button class="stub" open={open} act={() => set(!open)}>
        <span>
          <b>{author(view, first)}</b> {beginning(first.text ?? '', 60)}
          {cards.length > 1 && !open && ` · ${words.andMore(cards.length - 1)}`}
        </span>
      </Button>
      {open && (
        <ol role="list">
          {cards.map(card => (
            <li key={card.id}>
              <Who card={card} view={view} dated />
              <Said {...card} session={session} />
              <Heard view={view} card={card} />
              {!buds.has(card.id) && <Holds session={session} card={card} taker={view.of(card.taken)} />}
            </li>
          ))}
        </ol>
      )}
      {open && (
        <p class="follow">
          <Link to={paths.trail(session.id, cards.at(-1)!)}>{words.followBranch}</Link>
        </p>
      )}
    </li>
  );
}
