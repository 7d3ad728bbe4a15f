import type { WallTrace } from '../protocol';
import type { Key } from './key';
import { Photo } from './photo';
import { warmth } from './picture';
import { size } from './size';
import { ago } from './time';
import { listed, wall } from './words';

export const nameOf = ({ by = wall.someone, twin }: WallTrace): string => (twin ? `${by} (${twin})` : by);

interface CardProps {
  from: Key;
  trace: WallTrace;
  /** The names of those whose traces it builds on, where these aren't on the wall just now. */
  on: string[];
  main: boolean;
  now_ms: number;
  halfLife_ms: number;
}

/** A trace in letters for a hall. */
export function Card({ from, trace, on, main, now_ms, halfLife_ms }: CardProps) {
  const name = nameOf(trace);
  const { photo } = trace;
  const w = warmth(trace.at_ms, now_ms, halfLife_ms).toFixed(2);
  return (
    <li class={`card${main ? ' main' : ''}${photo ? ' pictured' : ''}`} data-id={trace.id} style={{ '--w': w }}>
      <p class="who">
        <i class={`disc c${trace.colour % 12}`} aria-hidden="true">
          {[...name.trim()][0]?.toLocaleUpperCase() ?? '·'}
        </i>
        <b>{name}</b>
        {trace.program && <small>{wall.program}</small>}
        <time>{trace.imported ? wall.fromFile : ago(trace.at_ms, now_ms)}</time>
      </p>
      <p class={`say ${size(trace.text, main, !!photo)}`} dir="auto">
        {trace.text}
      </p>
      {on.length > 0 && <p class="on">{wall.buildsOn(listed(on))}</p>}
      {photo && <Photo from={from} photo={photo} />}
    </li>
  );
}
