import { until } from '../../base/span';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { Invite } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { name } from '../person';

/** The invites that still open the door, and how often each did. */
export function Invites({
  session,
  invites,
  changed,
}: {
  session: Session;
  invites: Invite[] | null;
  changed: () => void;
}) {
  const view = session.view.value!;
  const stand = invites?.filter(one => !one.revoked && one.expires_at_ms > now.value && one.uses < one.uses_max) ?? [];
  const revoke = (one: Invite) => {
    const act = () =>
      door(session.id)
        .revoke(one.id)
        .then(changed, error => tell(why(error)));
    ask(words.revokeSure, words.revokeMeans, words.revoke, act);
  };
  return (
    <ul class="rows">
      {stand.map(one => (
        <li key={one.id}>
          <span>
            <b>
              {one.label ?? (one.member ? words.inviteFor(name(view.members.get(one.member))) : words.role[one.role])}
            </b>
            <small>
              {words.used(one.uses, one.uses_max)} · {until(one.expires_at_ms)}
            </small>
          </span>
          <Button class="plain" act={() => revoke(one)}>
            {words.revoke}
          </Button>
        </li>
      ))}
      {/* Its place is kept until it is known. */}
      {stand.length === 0 && <li class="quiet">{invites ? words.noInvites : '\u00a0'}</li>}
    </ul>
  );
}
