import { useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { ask, closeSheet, over } from '../../page/desk';
import { go } from '../../page/route';
import { tell } from '../../page/say';
import type { InviteLink, Member } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { LinkOnce } from '../forms/link-once';
import { NameAndColour } from '../forms/name-and-colour';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Devices } from './devices';
import { LanguageField } from './language';
import { Leave } from './leave';
import { TellMe } from './tell-me';

// Signing out needs the network anyway, so the worker keeps none of this from the first.
const forgetting = () =>
  Promise.all([import('../../live/forget-circle'), import('../../live/push'), import('../../photo/kept')]);
const DEVICE_LINK_MS = 60 * 60_000;

/** The viewer in this circle: name and colour, another device, signing out and leaving. */
export function Profile({ session }: { session: Session }) {
  const { me, members } = session.view.value!;
  const member = members.get(me);
  return member ? <Oneself key={me} session={session} me={member} /> : <div class="coming" aria-busy="true" />;
}

function Oneself({ session, me }: { session: Session; me: Member }) {
  const { act, id } = session;
  const api = door(id);
  const [who, setWho] = useState({ name: me.name ?? '', colour: me.colour });
  const [link, setLink] = useState<InviteLink | null>(null);
  const oneAtATime = useOneAtATime();
  const named = who.name.trim();
  const unsent = session.outbox.items.value.filter(item => item.acked_at_ms === undefined).length;
  const save = (event: Event) => {
    event.preventDefault();
    act({ type: 'rename', name: named, colour: who.colour });
    closeSheet();
  };
  const device = () =>
    oneAtATime(
      () => api.invite({ id: newId(), member: me.id, holds_ms: DEVICE_LINK_MS, uses_max: 1 }).then(setLink),
      error => tell(why(error)),
    );
  const out = () =>
    forgetting()
      .then(async ([{ forgetCircle }, { forgetTelling }, { dropAll }]) => {
        await api.signOut();
        await Promise.all([session.outbox.clear(), session.forget(), dropAll(me.id), forgetTelling(id)]);
        forgetCircle(id, me.id);
        go('/');
      })
      .catch(error => tell(why(error)));
  const button = (label: string, act: () => void) => (
    <Button class="plain" act={act}>
      {label}
    </Button>
  );
  return (
    <>
      <form onSubmit={save}>
        <NameAndColour {...who} change={setWho} />
        <button type="submit" class="solid" disabled={!named || (named === me.name && who.colour === me.colour)}>
          {words.save}
        </button>
      </form>
      {session.isOn('resting') && (
        <section>
          <h3>{words.rest}</h3>
          {(session.pending.value.resting ?? me.resting) ? (
            <p role="status">{words.restingNow}</p>
          ) : (
            <>
              <p class="quiet">{words.restLead}</p>
              {button(words.restYes, () => act({ type: 'rest' }))}
            </>
          )}
        </section>
      )}
      <section>
        <h3>{words.otherDevice}</h3>
        {link ? <LinkOnce {...link} /> : button(words.makeLink, device)}
      </section>
      <TellMe circle={id} me={me.id} />
      <LanguageField />
      <Devices circle={id} />
      <section class="row">
        {button(words.signOut, () =>
          ask(words.signOutSure, unsent ? words.signOutLoses(unsent) : words.signOutMeans, words.signOut, out),
        )}
        {button(words.leaveCircle, () => over(words.leaveSure, Leave))}
      </section>
    </>
  );
}
