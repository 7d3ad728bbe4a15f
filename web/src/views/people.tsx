import type { Session } from '../live/session';
import { words } from '../words';
import { Disc, name } from './person';
import { Sheet } from './sheet';

/** Who is here, and the way to one's own page. */
export function People({ session }: { session: Session }) {
  const view = session.view.value!;
  const { count, ids } = session.here.value;
  const here = ids.flatMap(id => view.members.get(id) ?? []);
  here.sort((a, b) => name(a).localeCompare(name(b)));
  return (
    <Sheet label={words.whoIsHere}>
      <ul class="people">
        {here.map(member => (
          <li key={member.id}>
            <Disc member={member} />
            <span>{member.id === view.me ? words.youNamed(name(member)) : name(member)}</span>
          </li>
        ))}
      </ul>
      {count > here.length && <p class="quiet">{words.andMore(count - here.length)}</p>}
    </Sheet>
  );
}
