import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WallShows, WallTrace } from '../protocol';
import { Card, nameOf } from './card';
import type { Key } from './key';
import { Lines } from './lines';
import { wall } from './words';

/** Up to three cards, the newest last and largest; of long ones as many as there is room for. */
export function Stack({
  from,
  scene,
  shows,
  now_ms,
  wide,
}: {
  from: Key;
  scene: { at: 'newest' | 'warm'; cards: WallTrace[] };
  shows: WallShows;
  now_ms: number;
  /** Whether nothing stands beside it. */
  wide: boolean;
}) {
  const stack = useRef<HTMLDivElement>(null);
  const key = scene.cards.map(({ id, text }) => id + text).join();
  const [kept, setRoom] = useState({ key, cards: scene.cards.length, dense: false });
  const room = kept.key === key ? kept : { key, cards: scene.cards.length, dense: false };
  const cards = scene.cards.slice(-room.cards);
  useLayoutEffect(() => {
    const { clientHeight, firstElementChild, lastElementChild } = stack.current!;
    const needed = lastElementChild!.getBoundingClientRect().bottom - firstElementChild!.getBoundingClientRect().top;
    // First the newest is written smaller, then the oldest goes.
    const less = room.dense ? { key, cards: room.cards - 1, dense: false } : { ...room, dense: true };
    if (needed > clientHeight && less.cards > 0) setRoom(less);
  });
  const here = new Set(cards.map(({ id }) => id));
  const elsewhere = (trace: WallTrace) =>
    shows.traces.filter(({ id }) => trace.builds_on?.includes(id) && !here.has(id)).map(nameOf);
  return (
    <div class={`stack${room.dense ? ' dense' : ''}${wide ? ' wide' : ''}`}>
      <Lines cards={cards} stack={stack} />
      <div class="room" ref={stack}>
        {scene.at === 'warm' && <h2>{wall.stillWarm}</h2>}
        <ol>
          {cards.map((trace, at) => (
            <Card
              key={trace.id}
              from={from}
              trace={trace}
              on={elsewhere(trace)}
              main={at === cards.length - 1}
              now_ms={now_ms}
              halfLife_ms={shows.half_life_ms}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}
