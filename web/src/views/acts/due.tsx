import { useState } from 'preact/hooks';
import { dayName, today } from '../../base/days';
import { beginning } from '../../base/text';
import { read, write } from '../../live/memory';
import type { Session } from '../../live/session';
import { asked } from '../../live/sketch';
import type { Shown } from '../../live/view';
import { now } from '../../page/clock';
import { ask, compose, sheet } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';

const ASKED_MAX = 100;

/** A promise that got another day is another question. */
const question = ({ id, facet }: Shown) => `${id} ${facet!.due}`;

/** On the day of a promise its author alone is asked, once. What stays unanswered is asked no second time. */
export function Due({ session }: { session: Session }) {
  const view = session.view.value!;
  const key = asked(session.id, view.me);
  const [known, setKnown] = useState(() => read<string[]>(key) ?? []);
  const day = today(now.value, view.circle.time_zone);
  const { taken, changes } = session.pending.value;
  const due = view.promises.find(
    card =>
      card.facet!.due <= day &&
      !known.includes(question(card)) &&
      !taken.has(card.id) &&
      !changes.get(card.id)?.waiting,
  );
  if (!due) return null;
  const { id } = due;
  const answered = (act: () => void) => () => {
    const now_known = [...known, question(due)].slice(-ASKED_MAX);
    write(key, now_known);
    setKnown(now_known);
    act();
  };
  const letGo = () =>
    ask(words.letGoSure, due.text ?? '', words.letGo, () => session.act({ type: 'withdraw', trace: id }));
  return (
    <section class="away due" aria-labelledby="due">
      <h2 id="due">{words.youPromised(dayName(due.facet!.due, day))}</h2>
      <p class="say" dir="auto">
        {beginning(due.text ?? '', 200)}
      </p>
      <div class="row">
        <Button class="solid" act={answered(() => compose(id, true))}>
          {words.iDidIt}
        </Button>
        <Button class="plain" act={answered(() => (sheet.value = { of: 'day', trace: id }))}>
          {words.anotherDay}
        </Button>
        <Button class="plain" act={answered(letGo)}>
          {words.letGo}
        </Button>
        <Button class="text" act={answered(() => {})}>
          {words.notNow}
        </Button>
      </div>
    </section>
  );
}
