import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../http/call';
import { door } from '../../http/door';
import { joined } from '../../live/memory';
import type { View } from '../../live/view';
import { joining } from '../../page/joining';
import { isMangled } from '../../page/mend';
import { dropInvite, go, route } from '../../page/route';
import { wanted } from '../../page/wanted';
import { COLOURS, type InviteInfo } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { NameAndColour } from '../forms/name-and-colour';
import { Disc, name } from '../person';
import { enter, SessionLost } from './enter';
import { Mending } from './mending';

interface Props {
  circle: string;
  secret: string;
  /** The board of the member who is signed in here already, if any. */
  view: View | undefined;
  /** Opens the board; `anew`: as another member than before. */
  entered: (anew: boolean) => void;
}

const LOOK_AGAIN_MS = 4_000;

/** The page of an invite, once its link could be read. */
export const Door = (props: Props) =>
  isMangled(props.secret) ? <Mending address={props.secret} /> : <WayIn {...props} />;

/** What the invite is for, and one button. */
function WayIn({ circle, secret, view, entered }: Props) {
  const me = view?.me;
  const [info, setInfo] = useState<InviteInfo | null>(null);
  const [trouble, setTrouble] = useState('');
  const [shut, setShut] = useState(false);
  const [busy, setBusy] = useState(false);
  // The signed-in member lets somebody else use this browser.
  const [another, setAnother] = useState(false);
  const [who, setWho] = useState(() => {
    const { name = '', colour = Math.floor(Math.random() * COLOURS) } = joining(circle, secret) ?? {};
    return { name, colour };
  });
  // What is shown is looked for once more at each number.
  const [look, setLook] = useState(0);
  const again = () => setLook(times => times + 1);
  const troubled = (error: unknown) => setTrouble(error instanceof SessionLost ? words.cookieRefused : why(error));
  const comeIn = async () => {
    const { name } = await enter(circle, secret, who);
    dropInvite();
    if (name) joined(circle, true);
    entered(true);
    // The link that brought them here may have been to one trace: it is shown now.
    const place = route.peek().at === 'now' && wanted(circle);
    if (place) go(place);
  };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const found = (info: InviteInfo) => {
      setInfo(info);
      setTrouble('');
      // One that others don't have, where none was chosen before.
      const { colour } = info;
      if (typeof colour === 'number' && !joining(circle, secret)) setWho(who => (who.name ? who : { ...who, colour }));
    };
    const failed = (error: unknown) => {
      troubled(error);
      // Only a refusal is about the link; a network error may pass.
      if (!(error instanceof Refused) || error.problem.retry) timer = setTimeout(again, LOOK_AGAIN_MS);
      // They may be in by it, and it be used up by that: the answer to that was lost.
      else if (joining(circle, secret)) void comeIn().catch(unentered);
      else setShut(true);
    };
    const unentered = (error: unknown) => {
      if (error instanceof Refused && !error.problem.retry) return setShut(true);
      troubled(error);
      // A browser that refuses cookies is asked again when its owner says so.
      if (!(error instanceof SessionLost)) timer = setTimeout(again, LOOK_AGAIN_MS);
    };
    void door(circle).look(secret).then(found, failed);
    return () => clearTimeout(timer);
  }, [circle, secret, look]);
  const joins = info?.kind === 'join';
  const on = () => {
    dropInvite();
    entered(false);
  };
  // A link for oneself has nothing left to do.
  const inside = me && info?.member?.id === me;
  const asks = me && joins && !another;
  useEffect(() => {
    if (inside) on();
  }, [inside]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    void comeIn()
      .catch(troubled)
      .then(() => setBusy(false));
  };
  const signedIn = name(view?.members.get(me ?? ''));
  const lost = !info && trouble === words.cookieRefused;
  const without = shut ? words.noWay : lost ? words.notIn : words.oneMoment;
  const title = info ? (joins ? info.circle : name(info.member)) : without;
  return (
    <main class="door">
      <form onSubmit={submit}>
        <Mark />
        {info && <p class="kicker">{joins ? words.invited : words.welcome}</p>}
        <h1 dir="auto">{title}</h1>
        {asks && <p class="lead">{words.inAlready(signedIn)}</p>}
        {joins && !asks && <p class="lead">{another ? words.anotherMeans(signedIn) : words.joinLead}</p>}
        {joins && !asks && <NameAndColour {...who} change={setWho} />}
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
        {info && !asks && (
          <button type="submit" class="solid wide" disabled={busy || (joins && !who.name.trim())}>
            {joins ? words.join(info.circle) : words.signIn}
          </button>
        )}
        {lost && (
          <Button class="solid wide" act={again}>
            {words.tryAgain}
          </Button>
        )}
        {(shut || (info && me)) && (
          <Button class={asks ? 'solid wide' : 'plain'} act={on}>
            {words.onward}
          </Button>
        )}
        {asks && (
          <Button class="plain" act={() => setAnother(true)}>
            {words.asAnother}
          </Button>
        )}
      </form>
    </main>
  );
}

/** The page's mark: a trace that grows out of another. */
export const Mark = () => <i class="mark" />;
