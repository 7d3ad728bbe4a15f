import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { Button } from '../button';
import { answer, askedFor } from './asking';

/** A request to use the viewer's trace in a story for the circle: only its author sees it, and nobody sees the answer. */
export function AskedFor({ session }: { session: Session }) {
  const [, answered] = useState(0);
  const card = session.isOn('stories') ? askedFor(session)[0] : undefined;
  if (!card) return null;
  const done = () => {
    answer(session, card.id);
    answered(count => count + 1);
  };
  const yes = () => {
    void import('../acts').then(it => it.shareOut(session, card));
    done();
  };
  return (
    <section class="away due" aria-labelledby="asked-for">
      <h2 id="asked-for">{words.mayBeTold}</h2>
      <p class="say" dir="auto">
        {beginning(card.text ?? '', 200)}
      </p>
      <p class="quiet">{words.mayBeToldMeans}</p>
      <div class="row">
        <Button class="solid" act={yes}>
          {words.letItOut}
        </Button>
        <Button class="plain" act={done}>
          {words.keepItHere}
        </Button>
      </div>
    </section>
  );
}
