import { useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { keepSketch, sketch } from '../../live/sketch';
import type { Item } from '../../outbox/item';
import { Aside } from './aside';

interface Props {
  circle: Session;
  pod: string;
}

/** What a member wrote for a pod that they are no longer in: refused traces, and the unsent draft. */
export function Unsent({ circle, pod }: Props) {
  const { me } = circle.view.value!;
  const [, again] = useState(false);
  const refused = circle.outbox.items.value.filter(({ space, state }) => space === pod && state === 'refused');
  const id = `${circle.id}/pods/${pod}`;
  const begun = sketch(id, me);
  const words = begun && [begun.text, begun.open_end].filter(Boolean).join('\n');
  const drop = () => {
    keepSketch(id, me, null);
    again(true);
  };
  return (
    <>
      {refused.map(item => (
        <Aside key={item.id} session={circle} item={item} />
      ))}
      {words && <Aside session={circle} item={unleft(id, circle.id, me, pod, words)} drop={drop} />}
    </>
  );
}

/** What was begun in a pod, as a deed that can't be left there. */
const unleft = (id: string, circle: string, by: string, space: string, text: string): Item => ({
  id,
  circle,
  by,
  space,
  order: 0,
  state: 'refused',
  code: 'not_in_pod',
  draft: { id, written_at_ms: 0, deed: { type: 'leave', text } },
});
