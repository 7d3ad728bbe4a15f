import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WallTrace } from '../protocol';

interface Line {
  key: string;
  path: string;
  from: [number, number];
  to: [number, number];
  fresh: boolean;
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const MOVE_MS = 700;

/** Moves what stood elsewhere from there to its place. */
function glide(card: HTMLElement, from: number | undefined): void {
  if (from === undefined || calm() || Math.abs(from - card.offsetTop) < 2) return;
  const frames = [{ transform: `translateY(${from - card.offsetTop}px)` }, { transform: 'none' }];
  card.animate(frames, { duration: MOVE_MS, easing: 'cubic-bezier(0.2, 0.9, 0.3, 1)' });
}

/** The lines from each card to those that grew from it. A new trace draws its own. */
export function Lines({ cards, stack }: { cards: WallTrace[]; stack: { current: HTMLElement | null } }) {
  const [lines, setLines] = useState<Line[]>([]);
  const places = useRef(new Map<string, number>());
  const key = cards.map(({ id }) => id).join();
  const draw = (isFirst: boolean) => {
    const found = new Map<string, HTMLElement>();
    for (const card of stack.current?.querySelectorAll<HTMLElement>('[data-id]') ?? [])
      found.set(card.dataset.id!, card);
    const former = places.current;
    if (isFirst) for (const [id, card] of found) glide(card, former.get(id));
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const drawn: Line[] = [];
    for (const trace of cards) {
      for (const parent of trace.builds_on ?? []) {
        const [above, below] = [found.get(parent), found.get(trace.id)];
        if (!above || !below) continue;
        const x = above.offsetLeft;
        const [y1, y2] = [
          above.offsetTop + above.offsetHeight / 2,
          below.offsetTop + Math.min(below.offsetHeight / 2, 7 * rem),
        ];
        // The further apart they are, the wider the bow: lines of a woven trace keep off each other.
        const bow = Math.min(9.5, 4.5 + (y2 - y1) / rem / 9) * rem;
        const path = `M${x} ${y1}C${x - bow} ${y1} ${x - bow} ${y2} ${x} ${y2}`;
        const fresh = former.size > 0 && !former.has(trace.id);
        drawn.push({ key: `${parent}-${trace.id}`, path, from: [x, y1], to: [x, y2], fresh });
      }
    }
    if (isFirst) places.current = new Map([...found].map(([id, card]) => [id, card.offsetTop]));
    setLines(before =>
      drawn.map(line => ({ ...line, fresh: isFirst ? line.fresh : !!before.find(one => one.key === line.key)?.fresh })),
    );
  };
  useLayoutEffect(() => draw(true), [key]);
  useLayoutEffect(() => {
    const again = () => draw(false);
    addEventListener('resize', again);
    void document.fonts?.ready.then(again);
    return () => removeEventListener('resize', again);
  }, [key]);
  const rem = stack.current ? Number.parseFloat(getComputedStyle(document.documentElement).fontSize) : 16;
  return (
    <svg class="lines" aria-hidden="true">
      <defs>
        <linearGradient id="grown" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" class="early" />
          <stop offset="1" class="late" />
        </linearGradient>
      </defs>
      {lines.map(line => (
        <g key={line.key} class={line.fresh ? 'line fresh' : 'line'}>
          <path d={line.path} pathLength={1} />
          <circle class="seed" cx={line.from[0]} cy={line.from[1]} r={0.6 * rem} />
          <circle class="leaf" cx={line.to[0]} cy={line.to[1]} r={0.85 * rem} />
        </g>
      ))}
    </svg>
  );
}
