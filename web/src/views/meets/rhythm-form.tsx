import { useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import type { Rhythm } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { freshRhythm, RhythmFields } from './rhythm-fields';

/** When the space meets. */
export function RhythmForm({ session }: { session: Session }) {
  const { rhythm } = session.view.value!.circle;
  const [it, set] = useState(rhythm ?? freshRhythm());
  const changed = JSON.stringify(it) !== JSON.stringify(rhythm);
  const act = (rhythm?: Rhythm) => {
    session.act({ type: 'set_rhythm', ...(rhythm && { rhythm }) });
    if (session.word.value === 'live') tell(words.saved);
  };
  return (
    <form
      class="grid"
      onSubmit={event => {
        event.preventDefault();
        act(it);
      }}
    >
      <RhythmFields it={it} change={part => set({ ...it, ...part })} />
      <p class="row wide">
        <button type="submit" class="solid" disabled={!changed || !it.at || !it.from}>
          {words.save}
        </button>
        {rhythm && (
          <Button class="text" act={() => act()}>
            {words.noRhythm}
          </Button>
        )}
      </p>
    </form>
  );
}
