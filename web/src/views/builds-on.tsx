import { beginning } from '../base/text';
import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { paths } from '../page/route';
import type { Member } from '../protocol';
import { words } from '../words';
import { Link } from './link';
import { name } from './person';

interface Props {
  session: Session;
  parents: readonly (Shown | undefined)[];
  ids: readonly string[];
  members: ReadonlyMap<string, Member>;
}

/** What a trace builds on: whom, and the beginning of their words where it is one. */
export function BuildsOn({ session, parents, ids, members }: Props) {
  if (ids.length === 0) return null;
  const only = ids.length === 1;
  return (
    <p class="on">
      <span>
        {words.buildsOn}{' '}
        {ids.map((id, index) => {
          const parent = parents[index];
          return (
            <span key={id}>
              {index > 0 && (index === ids.length - 1 ? words.and : ', ')}
              <Link to={paths.trail(session.id, parent ?? { id })}>
                <b>{parent ? name(members.get(parent.by)) : words.earlier}</b>
                {only && parent?.text && <bdi> · {beginning(parent.text)}</bdi>}
              </Link>
            </span>
          );
        })}
      </span>
    </p>
  );
}
