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
  const reach = Math.min(1, 0.3 + bends / 10) * (WIDTH - 30);
  // The latest in front.
  const riders = people.slice(0, brief ? 4 : 6).reverse();
  return (
    <div class="ride">
      <svg viewBox={`0 0 ${WIDTH} 28`} aria-hidden="true" preserveAspectRatio="xMinYMid">
        {size > 1 && <path class="way" d={wave(reach, bends)} />}
        <circle class="seed" cx="10" cy="14" r="5" />
        {size > 1 && <circle class="tip" cx={12 + reach} cy="14" r="6" />}
      </svg>
      <span
        class="riders"
        role="img"
        aria-label={words.people(riders.map(name), size)}
        style={size > 1 ? { width: `${reach - 30}px` } : undefined}
      >
        {riders.map(member => (
          <Disc key={member?.id} member={member} />
        ))}
      </span>
    </div>
  );
}

/** A winding line at half height: each bend mirrors the one before. */
function wave(length: number, bends: number): string {
  const step = Math.round(length / bends);
  return `M12 14q${step / 2} -16 ${step} 0${`t${step} 0`.repeat(bends - 1)}`;
}
