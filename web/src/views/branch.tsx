import { useState } from 'preact/hooks';
import { beginning } from '../base/text';
import type { Branch } from '../live/path';
import type { Session } from '../live/session';
import { paths } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { Link } from './link';
import { author, Who } from './person';
import { Said } from './said';

/** A side branch: a stub that opens in place. */
export function Side({ session, branch: { cards } }: { session: Session; branch: Branch }) {
  const [open, set] = useState(false);
  const view = session.view.value!;
  const first = cards[0]!;
  return (
    <div class="side">
      <Button class="stub" open={open} act={() => set(!open)}>
        <svg viewBox="0 0 30 20" aria-hidden="true">
          <path d="M0 4Q10 4 14 12T28 16" />
        </svg>
        <span>
          <b>{author(view, first)}</b> {beginning(first.text ?? '', 60)}
          {cards.length > 1 && !open && ` · ${words.andMore(cards.length - 1)}`}
        </span>
      </Button>
      {open && (
        <ol>
          {cards.map(card => (
            <li key={card.id}>
              <Who card={card} view={view} dated />
              <Said {...card} />
            </li>
          ))}
          <li class="follow">
            <Link to={paths.trail(session.id, cards.at(-1)!)}>{words.followBranch}</Link>
          </li>
        </ol>
      )}
    </div>
  );
}
