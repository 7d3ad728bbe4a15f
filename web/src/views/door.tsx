import { useEffect, useState } from 'preact/hooks';
import { newId } from '../base/id';
import { api } from '../http/api';
import { dropInvite } from '../page/route';
import { COLOURS, type InviteInfo } from '../protocol';
import { words } from '../words';
import { why } from '../words/why';
import { Button } from './button';
import { NameAndColour } from './name-and-colour';
import { Disc, name } from './person';

interface Props {
  circle: string;
  secret: string;
  /** Who is signed in here already, if anyone. */
  me: string | null;
  /** Goes on to the board; `anew`: as somebody that this browser wasn't. */
  entered: (anew: boolean) => void;
}

/** The way in: what the invite is for, then one button. */
export function Door({ circle, secret, me, entered }: Props) {
  const [info, setInfo] = useState<InviteInfo | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const [who, setWho] = useState(() => ({ name: '', colour: crypto.getRandomValues(new Uint8Array(1))[0]! % COLOURS }));
  // One request id for what stands in the form: sending it again completes it and uses the invite once.
  const [request, setRequest] = useState(newId);
  const troubled = (error: unknown) => setTrouble(why(error));
  useEffect(() => {
    api(circle).look(secret).then(setInfo, troubled);
  }, [circle, secret]);
  // Whoever is in already needs no new member; a link for oneself has nothing left to do.
  const inside = me !== null && info !== null && (info.kind === 'join' || info.member?.id === me);
  useEffect(() => {
    if (!inside) return;
    dropInvite();
    entered(false);
  }, [inside]);
  const enter = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble('');
    const own = info?.kind === 'join' ? { name: who.name.trim(), colour: who.colour } : {};
    try {
      await api(circle).join({ request, secret, ...own });
      dropInvite();
      entered(true);
    } catch (error) {
      troubled(error);
    }
    setBusy(false);
  };
  const change = (next: typeof who) => {
    setWho(next);
    setRequest(newId());
  };
  const ready = info !== null && (info.kind === 'sign_in' || who.name.trim() !== '');
  return (
    <main class="door">
      <form onSubmit={enter}>
        <Mark />
        {info && <p class="kicker">{info.kind === 'join' ? words.invited : words.welcomeBack}</p>}
        <h1>{info ? (info.kind === 'join' ? info.circle : name(info.member ?? undefined)) : words.oneMoment}</h1>
        {info?.kind === 'join' && <p class="lead">{words.joinLead}</p>}
        {info?.kind === 'join' && <NameAndColour {...who} change={change} />}
        {info?.kind === 'sign_in' && (
          <p class="lead who">
            <Disc member={info.member ?? undefined} /> {words.signInLead(info.circle)}
          </p>
        )}
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        {info && (
          <button type="submit" class="solid wide" disabled={!ready || busy}>
            {info.kind === 'join' ? words.join(info.circle) : words.signIn}
          </button>
        )}
        {!info && trouble && (
          <Button
            class="plain"
            act={() => {
              dropInvite();
              entered(false);
            }}
          >
            {words.onward}
          </Button>
        )}
      </form>
    </main>
  );
}

/** The page's mark: a trace that grows out of another. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
    <path d="M12 6V22Q12 34 24 34H32" />
    <circle class="from" cx="12" cy="8" r="5" />
    <circle class="to" cx="36" cy="34" r="7" />
  </svg>
);
