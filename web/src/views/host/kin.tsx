import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { later } from '../later';
import { Buds } from './buds';

const SisterHost = later(new Part(() => import('../sisters')), it => it.SisterHost);

/** The circles around this one: those that grow from it, and its sisters. */
export function Kin({ session }: { session: Session }) {
  return (
    <>
      {session.isOn('budding') && (
        <section>
          <h2>{words.buds}</h2>
          <Buds session={session} />
        </section>
      )}
      {session.isOn('sisters') && (
        <section>
          <h2>{words.sisters}</h2>
          <SisterHost session={session} />
        </section>
      )}
      {!session.isOn('budding') && !session.isOn('sisters') && <p class="empty">{words.why('pattern_off')}</p>}
    </>
  );
}
