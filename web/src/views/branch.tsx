import { useState } from 'preact/hooks';
import { beginning } from '../base/text';
import { when } from '../base/time';
import type { Branch } from '../live/path';
import type { Session } from '../live/session';
import { now } from '../page/clock';
import { paths } from '../page/route';
import { words } from '../words';
import { Link, Words } from './link';
import { name } from './person';

/** A side branch: a stub that opens in place. */
export function Side({ session, branch }: { session: Session; branch: Branch }) {
  const [open, set] = useState(false);
  const view = session.view.value!;
  const [first] = branch.cards;
  const seed = first!.trails[0]?.seed ?? first!.id;
  return (
    <div class="side">
      <button type="button" class="stub" aria-expanded={open} onClick={() => set(!open)}>
        <svg viewBox="0 0 30 20" aria-hidden="true">
          <path d="M0 4Q10 4 14 12T28 16" />
        </svg>
        <span>
          <b>{name(view.members.get(first!.by))}</b> {beginning(first!.text ?? words.withdrawn, 60)}
          {branch.cards.length > 1 && !open && ` · ${words.andMore(branch.cards.length - 1)}`}
        </span>
      </button>
      {open && (
        <ol>
          {branch.cards.map(card => (
            <li key={card.id}>
              <p class="who">
                <span>{name(view.members.get(card.by))}</span>
                <time>{when(card.at_ms, now.value)}</time>
              </p>
              <p class="say" dir="auto">
                {card.text === null ? words.withdrawn : <Words text={card.text} />}
              </p>
            </li>
          ))}
          <li class="follow">
            <Link to={paths.trail(session.id, seed, branch.cards.at(-1)!.id)}>{words.followBranch}</Link>
          </li>
        </ol>
      )}
    </div>
  );
}
