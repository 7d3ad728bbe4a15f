import { useEffect, useState } from 'preact/hooks';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';

/** How many names are listed before a search. */
const SHOWN = 30;

/** Invites members of the circle by name. */
export function Invite({ session }: { session: Session }) {
  const circle = session.circle!;
  const [part, look] = useState('');
  // The circle's board itself needs only those whom it names.
  useEffect(() => void circle.load(loadMembers).catch(() => {}), []);
  const { members, circle: its } = session.view.value!;
  const waiting = session.outbox.items.value.flatMap(({ space, state, draft: { deed } }) =>
    space === session.pod && state !== 'refused' && deed.type === 'invite_to_pod' ? [deed.member] : [],
  );
  const asked = new Set([...(its.pod?.invited ?? []), ...waiting]);
  const free = [...circle.view.value!.members.values()].filter(
    ({ id, state, imported }) => state === 'present' && !imported && members.get(id)?.state !== 'present',
  );
  const found = free
    .filter(member => name(member).toLocaleLowerCase().includes(part.trim().toLocaleLowerCase()))
    .sort((a, b) => name(a).localeCompare(name(b)));
  return (
    <>
      {free.length > SHOWN / 3 && (
        <input
          type="search"
          aria-label={words.findName}
          placeholder={words.findName}
          value={part}
          onInput={event => look(event.currentTarget.value)}
        />
      )}
      <ul class="people">
        {found.slice(0, SHOWN).map(member => (
          <li key={member.id}>
            <Disc member={member} />
            <span>{name(member)}</span>
            {asked.has(member.id) ? (
              <small>{words.invitedToIt}</small>
            ) : (
              <Button class="text" act={() => session.act({ type: 'invite_to_pod', member: member.id })}>
                {words.inviteThem}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {free.length === 0 && <p class="quiet">{words.nobodyLeft}</p>}
    </>
  );
}
