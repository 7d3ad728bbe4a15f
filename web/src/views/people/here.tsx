import type { Session } from '../../live/session';
import { words } from '../../words';
import { Disc, name } from '../person';

/** Who is here. */
export function Here({ session }: { session: Session }) {
  const { me, members } = session.view.value!;
  const { count, faces } = session.here.value;
  const here = [...faces].sort((a, b) => name(a).localeCompare(name(b)));
  return (
    <>
      <ul class="people">
        {here.map(face => {
          const member = members.get(face.id);
          const resting = member?.resting;
          const called = name(member ?? face);
          return (
            <li key={face.id}>
              <Disc member={{ ...face, ...(resting && { resting }) }} />
              <span>{face.id === me ? words.youNamed(called) : called}</span>
              {resting && <small class="quiet">{words.resting}</small>}
            </li>
          );
        })}
      </ul>
      {count > here.length && <p class="quiet">{words.andMore(count - here.length)}</p>}
    </>
  );
}
