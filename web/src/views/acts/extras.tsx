import { serverNow } from '../../base/clock';
import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { isHost, type Shown } from '../../live/view';
import { ask, compose, edit, over } from '../../page/desk';
import { paths } from '../../page/route';
import { tell } from '../../page/say';
import { REWORDING_MS_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';
import { Link } from '../link';
import { Day } from './day';
import { Hide } from './hide';

const InStories = later(new Part(() => import('../stories')), it => it.InStories, Nothing);

interface Props {
  session: Session;
  /** The trace, with what the outbox will have changed about it. */
  card: Shown;
}

/** What is seldom wanted of it. */
export function Extras({ session, card }: Props) {
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
    <div class="extras">
      <Link to={paths.trail(session.id, card)}>{words.seeTrail}</Link>
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
        button(words.reword, () => edit({ reword: id }, { text: text ?? '', open_end: card.open_end ?? '' }))}
      {mine &&
        shown &&
        session.circle &&
        !told &&
        button(words.share, () => ask(words.shareSure, text ?? '', words.share, () => shareOut(session, card)))}
      {mine && button(words.withdraw, () => ask(words.withdrawSure, text ?? '', words.withdraw, withdraw))}
      {host && shown && button(words.hide, () => over(words.hideSure, at => <Hide {...at} card={card} />))}
      {host && state === 'hidden' && button(words.restore, () => session.act({ type: 'restore', trace: id }))}
      {shown && session.isOn('stories') && <InStories session={session} card={card} />}
    </div>
  );
}

/** Leaves one's own words of a pod in its circle too: there they are a trace like any other. */
export function shareOut({ circle, isOn }: Session, { text, open_end, learned }: Shown) {
  const could = open_end && isOn('open_ends') && { open_end };
  const marked = learned && isOn('retros') && { learned };
  circle!.act({ type: 'leave', text: text!, ...could, ...marked });
  tell(words.shared);
}
