import type { Member } from '../protocol';
import { words } from '../words';
import { Disc, name } from './person';

const WIDTH = 320;

/** A small path from a seed to its newest trace, with those who went along on it, the latest in front. */
export function Ride({
  size,
  people,
  brief,
}: {
  size: number;
  people: readonly (Member | undefined)[];
  brief?: boolean | undefined;
}) {
  // Longer trails wind more often; a doubling is one bend.
  const bends = Math.min(8, Math.max(1, Math.ceil(Math.log2(size + 1))));
  const reach = size === 1 ? 0 : Math.min(1, 0.3 + bends / 10);
  const riders = brief ? people.slice(0, 4) : people;
  return (
    <div class="ride">
      <svg viewBox={`0 0 ${WIDTH} 28`} aria-hidden="true" preserveAspectRatio="xMinYMid">
        {size > 1 && <path class="way" d={wave(12, 12 + reach * (WIDTH - 30), bends)} />}
        <circle class="seed" cx="10" cy="14" r="5" />
        {size > 1 && <circle class="tip" cx={12 + reach * (WIDTH - 30)} cy="14" r="6" />}
      </svg>
      <span class="riders" role="img" aria-label={words.people(riders.map(name), size)}>
        {riders.map(member => (
          <Disc key={member?.id} member={member} />
        ))}
      </span>
    </div>
  );
}

/** A winding line at half height. */
function wave(from: number, to: number, bends: number): string {
  const step = (to - from) / bends;
  let d = `M${from} 14`;
  for (let bend = 0; bend < bends; bend += 1) {
    const x = from + bend * step;
    const y = bend % 2 === 0 ? 4 : 24;
    d += `C${(x + step * 0.4).toFixed(1)} ${y} ${(x + step * 0.6).toFixed(1)} ${y} ${(x + step).toFixed(1)} 14`;
  }
  return d;
}
