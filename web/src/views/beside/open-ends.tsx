import { glow } from '../../base/glow';
import { beginning } from '../../base/text';
import { when } from '../../base/time';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { compose } from '../../page/desk';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { author, Disc } from '../person';
import { untaken } from '../untaken';
import { Ends } from './further';

/** What someone could do: all that nobody has taken up, fading with their warmth. */
export function OpenEnds({ session }: { session: Session }) {
  const open = untaken(session);
  const on = session.isOn('open_ends');
  const more = session.view.value!.moreEnds && on;
  return (
    <main class="openends">
      <h2>{words.openEnds}</h2>
      {open.length === 0 && !more && <p class="empty">{on ? words.noOpenEnds : words.why('pattern_off')}</p>}
      <OpenList session={session} />
      {more && <Ends session={session} />}
    </main>
  );
}

/** Open ends, newest first: what could be done, and by what trace it was held out. `brief`: beside the feed. */
export function OpenList({ session, most, brief }: { session: Session; most?: number; brief?: boolean }) {
  const view = session.view.value!;
  return (
    <ul class="ends">
      {untaken(session)
        .slice(0, most)
        .map(card => (
          <li key={card.id} style={{ '--w': glow(card.glow_ms, now.value, view.circle.half_life_ms) }}>
            <Button class="open" act={() => compose(card.id, true)}>
              <bdi>{card.open_end ?? words.anOpenEnd}</bdi>
              {brief && <small>{words.fromTrace(author(view, card))}</small>}
            </Button>
            {!brief && (
              <Link to={paths.trail(session.id, card)}>
                <Disc member={view.members.get(card.by)} />
                <span>
                  <b>{author(view, card)}</b> <span dir="auto">{beginning(card.text ?? '', 60)}</span>
                </span>
                <time>{when(card.at_ms, now.value)}</time>
              </Link>
            )}
          </li>
        ))}
    </ul>
  );
}
