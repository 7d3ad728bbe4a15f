import { write } from '../live/memory';
import type { Session } from '../live/session';
import { amend, discard } from '../outbox/amend';
import type { Deed, Photo, PhotoDraft } from '../protocol';
import { words } from '../words';
import { type Composing, closeSheet, sheet } from './desk';
import { clear, draft, moved } from './draft';
import { say } from './say';

/** The composer that was sent last: it is closed a frame later. */
let gone: Composing | undefined;

type Leave = Extract<Deed, { type: 'leave' }>;

/** Submits the composer, and clears it. */
export function leave(session: Session, of: Composing): void {
  const { reword, retry, waits } = of;
  // By the keyboard, or by that and a tap, it may be sent again before the sheet is closed.
  if (gone === of || !draft.value.text.trim()) return;
  gone = of;
  const deed = deedOf(session, of);
  const photo = photoOf();
  if (reword) {
    session.act(wording(reword, deed), photo);
    if (retry) discard(session, retry);
  } else if (waits) void change(session, waits, deed, photo);
  else if (!isThere(session, draft.value.id)) {
    const id = session.act(deed, photo, draft.value.id);
    if (retry) instead(session, retry, id);
  }
  clear(session);
  const said = reword ? words.saved : session.word.value === 'offline' ? words.goesLater : words.isLeft;
  // With a rewording the buttons of its card close with the sheet.
  if (!reword) return vanish(of, said);
  closeSheet();
  say(said);
}

/** Whether another tab has left the same words a moment before. */
const isThere = ({ outbox, view }: Session, id = ''): boolean =>
  outbox.items.value.some(item => item.id === id) || !!view.value?.cards.has(id);

/**
 * Takes the sheet from sight in the frame that shows the card, and closes it after that: all that it covered gets its style anew then,
 * which took most of the time from the tap to the card.
 */
function vanish(of: Composing, said: string): void {
  document.querySelector('dialog[open]')?.classList.add('vanished');
  const close = () => {
    if (sheet.value === of) closeSheet();
    // Whoever doesn't see the card has only this. Once the sheet is closed: what is behind it says nothing before.
    say(said);
  };
  requestAnimationFrame(() => setTimeout(close));
}

/** The photo that stands in the composer, with what is to be seen on it as it goes out. */
function photoOf(): Photo | undefined {
  const { photo } = draft.value;
  if (!photo) return undefined;
  const { alt: _, ...its } = photo;
  const alt = photo.alt?.trim();
  return { ...its, ...(alt && { alt }) };
}

const named = ({ id, alt }: Photo): PhotoDraft => ({ id, ...(alt && { alt }) });

/** What stands in the composer, as a deed. */
function deedOf(session: Session, { letOut, tries, learned, crossed }: Composing): Leave {
  const { text, open_end, builds_on, takes_up = [], due, joint, off_wall } = draft.value;
  const photo = photoOf();
  const facet = due && session.isOn('promises') && { facet: { is: 'promise', due } as const };
  // Fields of patterns that were switched off meanwhile are not sent.
  const ending = !facet && session.isOn('open_ends') && open_end.trim();
  return {
    type: 'leave',
    text: text.trim(),
    ...(ending && { open_end: ending }),
    ...(builds_on.length > 0 && { builds_on, takes_up: takes_up.filter(id => builds_on.includes(id)) }),
    ...facet,
    ...(letOut && { round: letOut }),
    ...(facet && tries && { tries }),
    ...(crossed && session.isOn('sisters') && { crossed }),
    ...(learned && session.isOn('retros') && { learned }),
    ...(joint && session.isOn('rounds') && { joint }),
    ...(photo && { photo: named(photo) }),
    ...(off_wall && { off_wall }),
  };
}

const wording = (trace: string, { text, open_end, photo }: Leave): Deed => ({
  type: 'reword',
  trace,
  text,
  ...(open_end && { open_end }),
  ...(photo && { photo }),
});

/** All but the words and the photo: a rewording changes none of it. */
const rest = ({ text: _, open_end: __, photo: ___, ...others }: Leave): string => JSON.stringify(others);

/**
 * Changes a trace that waits. What may have reached the server is never sent under the same id with other words, and
 * never a second time: it is reworded after it, or where more than its words changed taken back and left anew.
 */
async function change(session: Session, id: string, deed: Leave, photo: Photo | undefined): Promise<void> {
  const { outbox } = session;
  if (await amend(session, id, deed, photo)) return;
  const item = outbox.items.value.find(item => item.id === id);
  const before = item?.draft.deed as Leave | undefined;
  if (item?.state === 'refused') return instead(session, id, session.act(deed, photo));
  if (before && rest(before) === rest(deed)) {
    const [was, is] = [wording(id, before), wording(id, deed)].map(each => JSON.stringify(each));
    if (was !== is) session.act(wording(id, deed), photo);
    return;
  }
  // Another tab has taken it back, if it is nowhere.
  if (before || session.view.value?.cards.has(id)) session.act({ type: 'withdraw', trace: id });
  session.act(deed, photo);
}

/** Takes back a trace that waits: what was never sent is gone at once, what may have been is withdrawn after it. */
export async function takeBack(session: Session, id: string): Promise<void> {
  const { outbox } = session;
  if (await amend(session, id)) return moved(session, id);
  if (outbox.items.value.some(item => item.id === id)) session.act({ type: 'withdraw', trace: id });
}

/** A refused deed may stand in the log all the same, and an id is never used for other words: the edited one is new. */
function instead(session: Session, refused: string, id: string): void {
  const { outbox } = session;
  // Rewordings that wait for it are older than these words.
  for (const { id, draft } of outbox.items.value)
    if (draft.deed.type === 'reword' && draft.deed.trace === refused) discard(session, id);
  discard(session, refused, id);
  moved(session, refused, id);
  // Or they stood in the composer of a pod that their author is not in any more: then this is its key.
  write(refused, null);
}
