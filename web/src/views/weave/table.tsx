import type { Member } from '../../protocol';
import { words } from '../../words';
import { Disc, name } from '../person';
import { THICKNESSES, type Ties } from './ties';

interface Props {
  n: number;
  ties: Ties;
  members: ReadonlyMap<number, Member>;
}

/** With whom one person builds, in words, the thickest first. */
export function told({ n, ties, members }: Props): string[] {
  const own = ties.get(n);
  return THICKNESSES.flatMap(of => {
    const others = [...(own ?? [])].flatMap(([other, thickness]) =>
      thickness === of ? [name(members.get(other))] : [],
    );
    others.sort((a, b) => a.localeCompare(b));
    return others.length > 0 ? [words.builds[of](words.list.format(others))] : [];
  });
}

/** The selected person, in words. */
export function One(props: Props) {
  const said = told(props);
  const member = props.members.get(props.n);
  return (
    <div class="person">
      <p>
        <Disc member={member} />
        <b>{name(member)}</b>
      </p>
      {said.length > 0 ? said.map(line => <p key={line}>{line}</p>) : <p>{words.noTies}</p>}
    </div>
  );
}

/** The same as the picture, as a table. */
export function Table({ order, ties, members }: Omit<Props, 'n'> & { order: readonly number[] }) {
  // There is no list of people without ties.
  const people = order.filter(n => ties.get(n)?.size);
  people.sort((a, b) => name(members.get(a)).localeCompare(name(members.get(b))));
  if (people.length === 0) return null;
  return (
    <details>
      <summary>{words.asTable}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.buildsWith}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(n => (
            <tr key={n}>
              <th scope="row">{name(members.get(n))}</th>
              <td>{told({ n, ties, members }).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
