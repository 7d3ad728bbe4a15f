import { useEffect } from 'preact/hooks';
import { loadMembers } from '../../live/members';
import { leaving } from '../../live/memory';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { closeSheet } from '../../page/desk';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';

/** Asks once more before one leaves the circle, and says what that means. The only host is told that they can't. */
export function Leave({ session }: { session: Session }) {
  const view = session.view.value!;
  const host = isHost(view);
  useEffect(() => {
    if (host) void session.load(loadMembers).catch(() => {});
  }, [host]);
  const others = [...view.members.values()].filter(
    ({ id, role, state, imported }) => id !== view.me && role === 'host' && state === 'present' && !imported,
  );
  if (host && others.length === 0)
    return (
      <>
        <p>{words.onlyHost}</p>
        <div class="row">
          <Button class="plain" act={closeSheet}>
            {words.cancel}
          </Button>
          <Link class="solid" to={`${paths.host(session.id)}/people`}>
            {words.toPeople}
          </Link>
        </div>
      </>
    );
  const leave = () => {
    closeSheet();
    leaving(session.id, view.circle.name);
    session.act({ type: 'leave_circle' });
  };
  return (
    <>
      <ul class="means">
        {words.leaveMeans.map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <div class="row">
        <Button class="plain" act={closeSheet}>
          {words.cancel}
        </Button>
        <Button class="solid" act={leave}>
          {words.leaveCircle}
        </Button>
      </div>
    </>
  );
}
