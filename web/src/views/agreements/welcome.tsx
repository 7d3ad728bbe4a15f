import { effect } from '@preact/signals';
import { current, loadAgreements } from '../../live/agreements';
import { joined } from '../../live/memory';
import type { Session } from '../../live/session';
import { session as shown } from '../../page/current';
import { closeSheet, compose, over, sheet } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { Rows } from './lists';

/**
 * Shows what a circle tries and lives to who has joined it, once, as soon as nothing else lies over the board. Where it agreed on
 * nothing: nothing. Fails where the circle can't be asked; it is still to be shown then.
 */
export async function welcome(session: Session): Promise<void> {
  if (session.isOn('agreements')) await session.load(loadAgreements(session, null));
  const stop = effect(() => {
    const past = shown.value !== session || !joined(session.id);
    if (!past && sheet.value) return;
    queueMicrotask(() => stop());
    if (!past) greet(session);
  });
}

function greet(session: Session): void {
  joined(session.id, null);
  if (session.isOn('agreements') && agreed(session).length > 0) over(words.howTogetherNow, Welcome);
}

/** What is tried or lived; what somebody only proposed is no answer to how things are done here. */
const agreed = ({ view }: Session) =>
  current(view.value!.cards.values()).filter(({ facet }) => facet.stage !== 'awareness');

function Welcome({ session }: { session: Session }) {
  return (
    <div class="welcome">
      <p class="quiet">{words.welcomeLead}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is pressed. */}
      <div onClick={closeSheet}>
        <Rows session={session} all={agreed(session)} />
      </div>
      <p class="row">
        {/* In the place of the board's own button, which it covers: a first trace takes no tap more. */}
        <Button class="solid" act={() => compose()}>
          {words.leaveTrace}
        </Button>
        <Button class="plain" act={closeSheet}>
          {words.onward}
        </Button>
      </p>
    </div>
  );
}
