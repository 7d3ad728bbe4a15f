import { useEffect, useRef, useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { isHost, type Shown } from '../../live/view';
import { ask, compose, edit, over, sheet } from '../../page/desk';
import { focusOn } from '../../page/focus';
import { paths, route } from '../../page/route';
import { tell } from '../../page/say';
import { REWORDING_MS_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { copyLink } from '../forms/copy-link';
import { later, Nothing } from '../later';
import { Link } from '../link';
import { Day } from './day';
import { Hide } from './hide';

const InStories = later(new Part(() => import('../stories')), it => it.InStories, Nothing);

interface Props {
  session: Session;
  /** The trace, with what the outbox will have changed about it. */
  card: Shown;
  close: () => void;
}

/** What is seldom wanted of it: open until one looks elsewhere. */
export function Extras({ session, card, close }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useLeft(ref, close);
  const { id, state, text, told } = card;
  const view = session.view.value!;
  const mine = card.by === view.me;
  const host = isHost(view);
  const shown = state === 'shown';
  // The fold has the last word on the ten minutes; this only spares a refusal.
  const young = serverNow() - card.at_ms < REWORDING_MS_MAX;
  const button = (label: string, act: () => void) => <Button act={act}>{label}</Button>;
  const withdraw = () => session.act({ type: 'withdraw', trace: id });
  return (
    <div class="extras" ref={ref}>
      <small>{new Date(card.at_ms).toLocaleString(words.locale, { dateStyle: 'full', timeStyle: 'short' })}</small>
      <Link to={paths.trail(session.id, card)}>{words.seeTrail}</Link>
      {button(words.copyLink, () => void copyLink(session.id, card))}
      {card.promised && session.isOn('promises') && (
        <>
          {button(words.iDidIt, () => compose(id, true))}
          {button(words.anotherDay, () => over(words.anotherDay, at => <Day {...at} trace={id} />))}
        </>
      )}
      {mine &&
        young &&
        shown &&
        !told &&
        button(words.reword, () =>
          edit({ reword: id }, { text: text ?? '', open_end: card.open_end ?? '', photo: card.photo }),
        )}
      {mine &&
        shown &&
        session.circle &&
        !told &&
        button(words.share, () => ask(words.shareSure, text ?? '', words.share, () => shareOut(session, card)))}
      {mine && button(words.withdraw, () => ask(words.withdrawSure, text ?? '', words.withdraw, withdraw, true))}
      {host && shown && button(words.hide, () => over(words.hideSure, at => <Hide {...at} card={card} />))}
      {host && state === 'hidden' && button(words.restore, () => session.act({ type: 'restore', trace: id }))}
      {shown && session.isOn('stories') && <InStories session={session} card={card} />}
    </div>
  );
}

/** Closes a menu by Escape, by a tap beside its card, and by going elsewhere; and shows all of it above what floats over the page. */
function useLeft(ref: { current: HTMLElement | null }, close: () => void): void {
  const [before] = useState(route.value);
  const elsewhere = route.value !== before;
  useEffect(() => {
    if (elsewhere) close();
  }, [elsewhere]);
  useEffect(() => {
    const menu = ref.current!;
    const around = menu.closest('li, main')!;
    menu.scrollIntoView?.({ block: 'nearest' });
    // What is asked in a sheet over the page belongs to the menu still.
    const tapped = ({ type, target }: Event) => {
      // Handle the tap before closing, because closing moves what is under the finger. Phones fire no click on what isn't clickable.
      const waits = type === 'pointerup' && (target as Element).closest('a, button, label');
      if (!waits && !sheet.peek() && !around.contains(target as Node)) close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || sheet.peek()) return;
      close();
      focusOn(around.querySelector<HTMLElement>('.more'));
    };
    document.addEventListener('pointerup', tapped);
    document.addEventListener('click', tapped);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('pointerup', tapped);
      document.removeEventListener('click', tapped);
      document.removeEventListener('keydown', key);
    };
  }, []);
}

/** Leaves one's own words of a pod in its circle too: there they are a trace like any other. */
export function shareOut({ circle, isOn }: Session, { text, open_end, learned }: Shown) {
  const could = open_end && isOn('open_ends') && { open_end };
  const marked = learned && isOn('retros') && { learned };
  circle!.act({ type: 'leave', text: text!, ...could, ...marked });
  tell(words.shared);
}
