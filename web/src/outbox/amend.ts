// What becomes of unsent items besides being sent: they are changed, taken back or discarded.
import type { Session } from '../live/session';
import type { Deed, Draft, Photo } from '../protocol';
import { type Item, names } from './item';

type Of = Pick<Session, 'circle' | 'outbox' | 'store'>;

/**
 * Changes an item that the server can't have seen, or without a deed removes it; false: it may have been sent, or is
 * not here any more.
 */
export async function amend(
  { circle, outbox, store }: Of,
  id: string,
  deed?: Deed,
  photo?: Photo | undefined,
): Promise<boolean> {
  // Now all that could be written is.
  await outbox.load();
  const held = outbox.items.value.find(item => item.id === id && item.unsent);
  if (!held) return false;
  if (outbox.kept.value) {
    const put = deed ? [{ ...redraft(held, deed), photo }] : [];
    // The store decides, so that no other tab sends it meanwhile. While it doesn't answer, nobody knows.
    const done = await (circle?.store ?? store).change(put, deed ? [] : [id], id).catch(() => false);
    if (!done) {
      await outbox.load();
      return false;
    }
  } else if (store.durable) return false;
  const items = outbox.items.value;
  outbox.set(
    deed ? items.map(item => (item.id === id ? { ...redraft(item, deed), photo } : item)) : without(items, id),
  );
  return true;
}

/** Removes a refused item; items that built on it refer to `instead`, which takes its place, or to nothing. */
export function discard({ outbox }: Pick<Session, 'outbox'>, id: string, instead?: string): void {
  const before = outbox.items.value;
  const order = before.find(item => item.id === id)?.order;
  outbox.set(without(before, id, instead).map(item => (item.id === instead && order ? { ...item, order } : item)));
}

/** `items` without the one with `id`; items that built on it refer to `instead` from now on, or to nothing. */
export function without(items: readonly Item[], id: string, instead?: string): Item[] {
  const heirs = instead === undefined ? [] : [instead];
  const rest = items.filter(item => item.id !== id);
  return rest.flatMap(item => {
    const { deed } = item.draft;
    if (!names(item.draft).includes(id)) return [item];
    if (deed.type !== 'leave')
      return instead === undefined || !('trace' in deed) ? [] : [redraft(item, { ...deed, trace: instead })];
    const instead_of = (ids: string[]) => ids.flatMap(named => (named === id ? heirs : [named]));
    const taken = deed.takes_up && { takes_up: instead_of(deed.takes_up) };
    return [redraft(item, { ...deed, builds_on: instead_of(deed.builds_on!), ...taken })];
  });
}

function redraft(item: Item, deed: Draft['deed']): Item {
  return { ...item, draft: { ...item.draft, deed } };
}
