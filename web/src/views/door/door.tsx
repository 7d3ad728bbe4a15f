import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { Refused } from '../../http/call';
import { door } from '../../http/door';
import { joined } from '../../live/memory';
import { dropInvite } from '../../page/route';
import { COLOURS, type InviteInfo } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { NameAndColour } from '../forms/name-and-colour';
import { Disc, name } from '../person';

interface Props {
  circle: string;
  secret: string;
  /** Who is signed in here already, if anyone. */
  me: string | null;
  /** Goes on to the board; `anew`: as somebody that this browser wasn't. */
  entered: (anew: boolean) => void;
}

const LOOK_AGAIN_MS = 4_000;

/** The way in: what the invite is for, then one button. */
export function Door({ circle, secret, me, entered }: Props) {
  const [info, setInfo] = useState<InviteInfo | null>(null);
  const [trouble, setTrouble] = useState('');
  const [shut, setShut] = useState(false);
  const [busy, setBusy] = useState(false);
  const [who, setWho] = useState(() => ({ name: '', colour: Math.floor(Math.random() * COLOURS) }));
  // One request id for what stands in the form: sending it again completes it and uses the invite once.
  const [request, setRequest] = useState(newId);
  const troubled = (error: unknown) => setTrouble(why(error));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const found = (info: InviteInfo) => {
      setInfo(info);
      setTrouble('');
    };
    const failed = (error: unknown) => {
      troubled(error);
      // Only an answer is about the link; whatever kept it away may pass.
      if (error instanceof Refused && !error.problem.retry) setShut(true);
      else timer = setTimeout(look, LOOK_AGAIN_MS);
    };
    const look = () => void door(circle).look(secret).then(found, failed);
    look();
    return () => clearTimeout(timer);
  }, [circle, secret]);
  const joins = info?.kind === 'join';
  const on = () => {
    dropInvite();
    entered(false);
  };
  // Whoever is in already needs no new member; a link for oneself has nothing left to do.
  const inside = me && info && (joins || info.member?.id === me);
  useEffect(() => {
    if (inside) on();
  }, [inside]);
  const enter = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await door(circle).join({ request, secret, ...(joins && { name: who.name.trim(), colour: who.colour }) });
      dropInvite();
      if (joins) joined(circle, true);
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
  return (
    <main class="door">
      <form onSubmit={enter}>
        <Mark />
        {info && <p class="kicker">{joins ? words.invited : words.welcomeBack}</p>}
        <h1>{info ? (joins ? info.circle : name(info.member)) : shut ? words.noWay : words.oneMoment}</h1>
        {joins && <p class="lead">{words.joinLead}</p>}
        {joins && <NameAndColour {...who} change={change} />}
        {info && !joins && (
          <p class="lead who">
            <Disc member={info.member} /> {words.signInLead(info.circle)}
          </p>
        )}
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        {info && (
          <button type="submit" class="solid wide" disabled={busy || (joins && !who.name.trim())}>
            {joins ? words.join(info.circle) : words.signIn}
          </button>
        )}
        {(shut || (info && me)) && (
          <Button class="plain" act={on}>
            {words.onward}
          </Button>
        )}
      </form>
    </main>
  );
}

/** The page's mark: a trace that grows out of another. */
export const Mark = () => <i class="mark" />;
