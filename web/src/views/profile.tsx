import { useState } from 'preact/hooks';
import { newId } from '../base/id';
import { unknow } from '../live/memory';
import type { Session } from '../live/session';
import { sheet, tell } from '../page/desk';
import { go } from '../page/route';
import type { InviteLink } from '../protocol';
import { words } from '../words';
import { LinkOnce } from './link-once';
import { NameAndColour } from './name-and-colour';
import { Sheet } from './sheet';

const DEVICE_LINK_MS = 60 * 60_000;

/** Oneself in this circle: name and colour, another device, and the ways out. */
export function Profile({ session }: { session: Session }) {
  const view = session.view.value!;
  const me = view.members.get(view.me)!;
  const [who, setWho] = useState({ name: me.name ?? '', colour: me.colour });
  const [link, setLink] = useState<InviteLink | null>(null);
  const close = () => {
    sheet.value = null;
  };
  const changed = who.name.trim() !== '' && (who.name.trim() !== me.name || who.colour !== me.colour);
  const save = (event: Event) => {
    event.preventDefault();
    if (changed) session.act({ type: 'rename', name: who.name.trim(), colour: who.colour });
    close();
  };
  const device = () =>
    session.api
      .invite({ id: newId(), member: view.me, holds_ms: DEVICE_LINK_MS, uses_max: 1, label: words.deviceLabel })
      .then(setLink, () => tell(words.unreachable));
  const out = async () => {
    try {
      await session.api.signOut();
    } catch {
      return tell(words.unreachable);
    }
    await session.forget();
    unknow(session.id);
    close();
    go('/');
  };
  const ask = (question: string, what: string, yes: string, act: () => void) => {
    sheet.value = { of: 'sure', question, what, yes, act };
  };
  return (
    <Sheet label={words.yourself} close={close}>
      <h2>{words.yourself}</h2>
      <form onSubmit={save}>
        <NameAndColour {...who} change={setWho} />
        <button type="submit" class="solid" disabled={!changed}>
          {words.save}
        </button>
      </form>
      <section>
        <h3>{words.otherDevice}</h3>
        {link ? (
          <LinkOnce link={link} />
        ) : (
          <button type="button" class="plain" onClick={device}>
            {words.makeLink}
          </button>
        )}
      </section>
      <section class="row">
        <button
          type="button"
          class="plain"
          onClick={() => ask(words.signOutSure, words.signOutMeans, words.signOut, out)}
        >
          {words.signOut}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() =>
            ask(words.leaveSure, words.leaveMeans, words.leaveCircle, () => session.act({ type: 'leave_circle' }))
          }
        >
          {words.leaveCircle}
        </button>
      </section>
    </Sheet>
  );
}
