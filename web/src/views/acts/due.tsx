import { useState } from 'preact/hooks';
import { dayName, today } from '../../base/days';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import type { With } from '../../live/view';
import { isDue, wasAsked } from '../../page/asked';
import { now } from '../../page/clock';
import { ask, compose, over } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { Day } from './day';

/** On the day of a promise its author alone is asked, once. What stays unanswered is asked no second time. */
export function Due({ session }: { session: Session }) {
  const [, answer] = useState(0);
  const view = session.view.value!;
  const day = today(now.value, view.circle.time_zone);
  const { taken, changes } = session.pending.value;
  const open = view.promises.filter(({ id }) => !taken.has(id) && !changes.get(id)?.waiting);
  const sooner = (a: With<'promise'>, b: With<'promise'>) => (a.facet.due < b.facet.due ? -1 : 1);
  const due = open.filter(card => isDue(session.id, view.me, card, day)).sort(sooner)[0];
  if (!due) return null;
  const { id } = due;
  const answered = (act: () => void) => () => {
    wasAsked(session.id, view.me, id, due.facet.due);
    answer(count => count + 1);
    act();
  };
  const letGo = () =>
    ask(words.letGoSure, due.text ?? '', words.letGo, () => session.act({ type: 'withdraw', trace: id }));
  return (
    <section class="due" aria-labelledby="due">
      <h2 id="due">{words.youPromised(dayName(due.facet.due, day))}</h2>
      <p class="say" dir="auto">
        {beginning(due.text ?? '', 200)}
      </p>
      <div class="row">
        <Button class="solid" act={answered(() => compose(id, true))}>
          {words.iDidIt}
        </Button>
        <Button class="plain" act={answered(() => over(words.anotherDay, at => <Day {...at} trace={id} />))}>
          {words.anotherDay}
        </Button>
        <Button class="plain" act={answered(letGo)}>
          {words.letGo}
        </Button>
        <Button class="text" act={answered(() => {})}>
          {words.notToday}
        </Button>
      </div>
    </section>
  );
}
