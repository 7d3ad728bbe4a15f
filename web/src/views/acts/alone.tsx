import type { Session } from '../../live/session';
import { invitations } from '../../live/view';
import { later, Nothing } from '../later';
import { host, pods } from '../parts';
import { Due } from './due';

const TimeToBud = later(host, it => it.TimeToBud, Nothing);
const Invited = later(pods, it => it.Invited, Nothing);

/** What one member is asked alone: into a pod, about a promise of theirs, or, a host, whether the circle has grown too large. */
export function AskedAlone({ session }: { session: Session }) {
  const view = session.view.value!;
  const { promises, circle } = view;
  return (
    <>
      {circle.time_to_bud && session.isOn('budding') && <TimeToBud session={session} />}
      {invitations(view).length > 0 && session.isOn('pods') && <Invited session={session} />}
      {promises.length > 0 && session.isOn('promises') && <Due session={session} />}
    </>
  );
}
