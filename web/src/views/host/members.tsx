import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import type { Member } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';

/** Everyone who is or was in the circle, and what a host may do about it. */
export function Members({ session, link }: { session: Session; link: (id: string) => void }) {
  const view = session.view.value!;
  const members = [...view.members.values()].sort((a, b) => order(a) - order(b) || name(a).localeCompare(name(b)));
  const remove = (member: Member) => {
    const act = () => session.act({ type: 'remove', member: member.id });
    ask(words.removeSure(name(member)), words.removeMeans, words.remove, act);
  };
  const giveRole = ({ id, role }: Member) => {
    const act = () => session.act({ type: 'give_role', member: id, role: role === 'host' ? 'member' : 'host' });
    // A host can't undo this for themself.
    if (id === view.me) ask(words.stepDownSure, words.stepDownMeans, words.makeMember, act);
    else act();
  };
  return (
    <ul class="rows">
      {members.map(member => (
        <li key={member.id}>
          <Disc member={member} />
          <span>
            <b>{name(member)}</b>
            <small>
              {member.state === 'present'
                ? member.imported
                  ? words.imported
                  : words.role[member.role]
                : words.away[member.state]}
              {member.resting && `, ${words.resting}`}
            </small>
          </span>
          {member.state === 'present' ? (
            <>
              <Button class="text" act={() => link(member.id)}>
                {words.linkFor}
              </Button>
              {!member.imported && (
                <Button class="text" act={() => giveRole(member)}>
                  {member.role === 'host' ? words.makeMember : words.makeHost}
                </Button>
              )}
              {member.id !== view.me && (
                <Button class="text" act={() => remove(member)}>
                  {words.remove}
                </Button>
              )}
            </>
          ) : (
            <Button class="text" act={() => session.act({ type: 'let_back', member: member.id })}>
              {words.letBack}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const order = (member: Member): number => (member.state === 'present' ? (member.imported ? 1 : 0) : 2);
