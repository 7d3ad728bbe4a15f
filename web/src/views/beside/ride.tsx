import type { Member } from '../../protocol';
import { words } from '../../words';
import { Disc, name } from '../person';

interface Props {
  size: number;
  people: readonly (Member | undefined)[];
  brief?: boolean | undefined;
}

/** A small path from a seed to its newest trace, with the people of the trail, the latest in front. */
export function Ride({ size, people, brief }: Props) {
  // The latest in front.
  const riders = people.slice(0, brief ? 4 : 6).reverse();
  return (
    // Longer trails wind more often; a doubling is one bend.
    <div
      class={size > 1 ? 'ride' : 'ride alone'}
      style={{ '--bends': Math.min(8, Math.ceil(Math.log2(size + 1))), '--riders': riders.length }}
    >
      <span class="riders" role="img" aria-label={words.people(riders.map(name), size)}>
        {riders.map(member => (
          <Disc key={member?.id} member={member} />
        ))}
      </span>
    </div>
  );
}
