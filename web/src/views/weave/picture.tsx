import { initial } from '../../base/text';
import type { Member, Thickness } from '../../protocol';
import { words } from '../../words';
import { name } from '../person';
import { curve, type Layout, nearest, SIZE } from './layout';
import { THICKNESSES, type Ties } from './ties';

/** From so many ties on the thin ones are only a haze, or they would cover all else. */
const DENSE = 240;
/** A disc of this radius has room for a letter. */
const LETTER = 7;
/** How far from a disc a tap still means it, in units of the picture. */
const THUMB = 22;

interface Props {
  layout: Layout;
  ties: Ties;
  members: ReadonlyMap<number, Member>;
  /** The selected person, whose ties are highlighted. */
  picked: number | undefined;
  pick: (n: number | undefined) => void;
  /** Only the ties of this one are drawn. */
  only: number | undefined;
  me: number | undefined;
}

/** All ties of a thickness as one path: two thousand lines are three elements. */
function lines({ places }: Layout, ties: Ties, of: Thickness, whose: number | undefined): string {
  const path: string[] = [];
  for (const [one, others] of ties) {
    const from = places.get(one);
    if (!from) continue;
    for (const [other, thickness] of others) {
      const to = places.get(other);
      const once = whose === undefined ? one < other : one === whose;
      if (to && once && thickness === of) path.push(curve(from, to));
    }
  }
  return path.join('');
}

/** The picture of the weave. The table below has the same content for those who can't see it. */
export function Picture({ layout, ties, members, picked, pick, only, me }: Props) {
  const shown = picked ?? only;
  const count = [...ties.values()].reduce((sum, others) => sum + others.size, 0) / 2;
  const own = shown === undefined ? undefined : ties.get(shown);
  const tap = (event: MouseEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const unit = SIZE / box.width;
    const [x, y] = [(event.clientX - box.left) * unit - SIZE / 2, (event.clientY - box.top) * unit - SIZE / 2];
    const found = nearest(layout, x, y, THUMB);
    pick(found === picked ? undefined : found);
  };
  return (
    // A pointer's shortcut: by keyboard one picks a person from the list beside it.
    <svg
      class={`weave${shown === undefined ? '' : ' one'}${count > DENSE ? ' dense' : ''}`}
      viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`}
      role="img"
      aria-label={words.weavePicture}
      onClick={tap}
    >
      {layout.rings.map(({ x, y, r }) => (
        <circle key={`${x},${y},${r}`} class="ring" cx={x} cy={y} r={r} />
      ))}
      {only === undefined &&
        [...THICKNESSES].reverse().map(of => <path key={of} class={of} d={lines(layout, ties, of, undefined)} />)}
      {shown !== undefined &&
        [...THICKNESSES].reverse().map(of => <path key={of} class={`${of} own`} d={lines(layout, ties, of, shown)} />)}
      {[...layout.places.values()].map(({ n, x, y, r, named }) => {
        const member = members.get(n);
        const apart = shown !== undefined && n !== shown && !own?.has(n);
        return (
          <g key={n} class={`c${(member?.colour ?? 0) % 12}${apart ? ' apart' : ''}${n === shown ? ' picked' : ''}`}>
            <circle cx={x} cy={y} r={r} />
            {n === me && <circle class="me" cx={x} cy={y} r={r + 3} />}
            {r >= LETTER && (
              <text class="letter" x={x} y={y} font-size={r * 0.95}>
                {initial(member?.name ?? '')}
              </text>
            )}
            {named && (
              <text class="name" x={x} y={y + r + 12}>
                {short(name(member))}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const short = (text: string) => (text.length > 12 ? `${text.slice(0, 11)}…` : text);
