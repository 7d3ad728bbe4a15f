import { useEffect, useState } from 'preact/hooks';
import { until } from '../../base/span';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { Invite, InviteLink } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { LinkOnce } from '../forms/link-once';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Link } from '../link';
import { name } from '../person';
import { invite, showInvite } from './hall';
import { sent, TermsFields, USUAL } from './invite-terms';
import { forNewcomers, open } from './open';
import { at } from './rooms';

/** An invite by one tap, with its code as large as the screen; and those that still open the door. */
export function Invites({ session }: { session: Session }) {
  const view = session.view.value!;
  const [invites, set] = useState<Invite[]>();
  const [terms, setTerms] = useState(USUAL);
  const [made, setMade] = useState<InviteLink>();
  const oneAtATime = useOneAtATime();
  const load = () =>
    door(session.id)
      .invites()
      .then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const make = (event: Event) => {
    event.preventDefault();
    oneAtATime(
      () =>
        invite(session, sent(terms)).then(link => {
          setMade(link);
          return load();
        }),
      error => tell(why(error)),
    );
  };
  const revoke = (one: Invite) => {
    const act = () =>
      door(session.id)
        .revoke(one.id)
        .then(
          () => {
            if (made?.invite.id === one.id) setMade(undefined);
            return load();
          },
          error => tell(why(error)),
        );
    ask(words.revokeSure, words.revokeMeans, words.revoke, act);
  };
  const stand = invites && open(invites, now.value).reverse();
  const personal = stand?.filter(one => !forNewcomers(one));
  const called = ({ label, member, role }: Invite) =>
    label
      ? (words.ownLabels[label] ?? label)
      : member
        ? words.inviteFor(name(view.members.get(member)))
        : words.anInvite[role];
  const row = (one: Invite) => (
    <li key={one.id}>
      <span>
        <b dir="auto">{called(one)}</b>
        <small class="uses">
          <span>{words.used(one.uses, one.uses_max)}</span> <span>{until(one.expires_at_ms)}</span>
        </small>
      </span>
      <Button class="plain" act={() => revoke(one)}>
        {words.revoke}
      </Button>
    </li>
  );
  return (
    <>
      <form onSubmit={make}>
        <p class="lead">{words.inviteLead}</p>
        <button type="submit" class="solid large">
          {words.makeInvite}
        </button>
        <details>
          <summary>{words.inviteTerms(terms.holds_ms / 86_400_000, Number(terms.uses) || 0)}</summary>
          <TermsFields terms={terms} change={setTerms} />
        </details>
      </form>
      {made && (
        <section class="made">
          <h2>{words.justMade}</h2>
          <LinkOnce link={made.link} />
          <Button class="plain" act={() => showInvite(view.circle.name, made)}>
            {words.showLarge}
          </Button>
        </section>
      )}
      <section>
        <h2>{words.standingInvites}</h2>
        <ul class="rows">
          {stand?.filter(forNewcomers).map(row)}
          {/* Its place is kept until it is known. */}
          {!stand?.some(forNewcomers) && <li class="quiet">{stand ? words.noInvites : '\u00a0'}</li>}
        </ul>
      </section>
      {personal && personal.length > 0 && (
        <section>
          <h2>{words.personalLinks}</h2>
          <ul class="rows">{personal.map(row)}</ul>
        </section>
      )}
      <ul class="rooms quietly">
        <li>
          <Link to={at(session.id, 'people')}>
            <span>
              <b>{words.lostPhone}</b>
              <small>{words.lostPhoneMeans}</small>
            </span>
          </Link>
        </li>
      </ul>
    </>
  );
}
