import type { Session } from '../../live/session';
import { back, paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { State } from '../header';
import { SisterList } from './list';
import { sisterPlace, sistersAt } from './paths';
import { SisterStory } from './story';

/** Above the circle: the sister circles, or a story of one. */
export function SisterPlace({ session, search }: { session: Session; search: string }) {
  const at = sisterPlace(search);
  const on = session.isOn('sisters');
  const above = at === 'all' ? paths.above(session.id) : sistersAt(session.id);
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(above)} />
          {at === 'all' ? <h1>{words.sisters}</h1> : <p class="kind">{words.story}</p>}
        </div>
        <div class="facts">
          <p />
          <State session={session} />
        </div>
      </header>
      {!on ? (
        <main class="stories">
          <p class="empty">{words.why('pattern_off')}</p>
        </main>
      ) : at === 'all' ? (
        <SisterList session={session} />
      ) : (
        <SisterStory key={at.sister + at.story} session={session} {...at} />
      )}
    </>
  );
}
