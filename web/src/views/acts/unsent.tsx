import { useState } from 'preact/hooks';
import { write } from '../../live/memory';
import type { Session } from '../../live/session';
import { keptSketch, sketchKeys } from '../../live/sketches';
import type { Item } from '../../outbox/item';
import { Aside } from './aside';

interface Props {
  circle: Session;
  pod: string;
}

/** What a member wrote for a pod that they are no longer in: refused traces, and the unsent draft. */
export function Unsent({ circle, pod }: Props) {
  const { me } = circle.view.value!;
  const [, again] = useState(0);
  const refused = circle.outbox.items.value.filter(({ space, state }) => space === pod && state === 'refused');
  const begun = sketchKeys(`${circle.id}/pods/${pod}`, me).flatMap(key => {
    const kept = keptSketch(key);
    const words = [kept?.text, kept?.open_end].filter(Boolean).join('\n');
    return words ? [{ key, words }] : [];
  });
  const drop = (key: string) => () => {
    write(key, null);
    again(count => count + 1);
  };
  return (
    <>
      {refused.map(item => (
        <Aside key={item.id} session={circle} item={item} />
      ))}
      {begun.map(({ key, words }) => (
        <Aside key={key} session={circle} item={unleft(key, circle.id, me, pod, words)} drop={drop(key)} />
      ))}
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
