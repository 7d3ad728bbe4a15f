import { useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { ask, over } from '../../page/desk';
import { tell } from '../../page/say';
import type { Member } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Disc, name } from '../person';
import { linkFor } from './hall';

/** From so many on a name is looked for. */
const MANY = 12;

/** Everyone who is or was in the circle; a tap on one tells what a host may do. */
export function People({ session }: { session: Session }) {
  const view = session.view.value!;
  const [part, look] = useState('');
  const persons = [...view.members.values()].filter(({ state }) => state !== 'program');
  const all = persons.sort((a, b) => order(a) - order(b) || name(a).localeCompare(name(b)));
  const found = all.filter(one => name(one).toLocaleLowerCase().includes(part.trim().toLocaleLowerCase()));
  return (
    <>
      <p class="lead">{words.peopleLead}</p>
      {all.length > MANY && (
        <input
          type="search"
          aria-label={words.findName}
          placeholder={words.findName}
          value={part}
          onInput={event => look(event.currentTarget.value)}
        />
      )}
      <ul class="persons">
        {found.map(member => (
          <li key={member.id}>
            <Button act={() => over(name(member), at => <Person {...at} id={member.id} />)}>
              <Disc member={member} />
              <span>
                <b>{member.id === view.me ? words.youNamed(name(member)) : name(member)}</b>
                <small>{standing(member)}</small>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

const order = ({ state, imported }: Member): number => (state === 'present' ? (imported ? 1 : 0) : 2);

const standing = ({ state, imported, role, resting }: Member): string =>
  (state === 'present' ? (imported ? words.imported : words.role[role]) : words.away[state as 'left']) +
  (resting ? `, ${words.resting}` : '');

/** What a host may do about one person. */
function Person({ session, id }: { session: Session; id: string }) {
  const view = session.view.value!;
  const oneAtATime = useOneAtATime();
  const member = view.members.get(id);
  if (!member) return null;
  const { role, imported, state } = member;
  const called = name(member);
  const host = role === 'host';
  const link = () =>
    oneAtATime(
      () => linkFor(session, id, called),
      error => tell(why(error)),
    );
  const giveRole = () => session.act({ type: 'give_role', member: id, role: host ? 'member' : 'host' });
  const remove = () => session.act({ type: 'remove', member: id });
  const letBack = () => {
    session.act({ type: 'let_back', member: id });
    // Who left was signed out everywhere.
    if (state === 'left') link();
  };
  const deed = (label: string, means: string, act: () => void) => (
    <li>
      <Button act={act}>
        <b>{label}</b>
        <small>{means}</small>
      </Button>
    </li>
  );
  // Nobody can take this back for themself.
  const stepDown = () => ask(words.stepDownSure, words.stepDownMeans, words.makeMember, giveRole);
  return (
    <>
      <p class="quiet standing" role="status">
        <Disc member={member} /> {standing(member)}
      </p>
      <ul class="ways">
        {state !== 'present' ? (
          deed(words.letBack, state === 'left' ? words.letBackByLink(called) : words.letBackMeans(called), letBack)
        ) : (
          <>
            {imported
              ? deed(words.claimLink, words.claimMeans(called), link)
              : deed(words.lostTheirPhone, words.lostMeans(called), link)}
            {!imported &&
              (host
                ? deed(words.makeMember, words.makeMemberMeans, id === view.me ? stepDown : giveRole)
                : deed(words.makeHost, words.makeHostMeans, giveRole))}
            {id !== view.me &&
              deed(words.remove, words.removeMeans, () =>
                ask(words.removeSure(called), words.removeMeans, words.remove, remove),
              )}
          </>
        )}
      </ul>
    </>
  );
}
