// What waits is changed or taken back: by itself as long as no server can have seen it, and by a deed after it otherwise.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { overlay } from '../src/live/overlay';
import { amend } from '../src/outbox/amend';
import { openStore } from '../src/outbox/durable';
import type { Outbox } from '../src/outbox/outbox';
import { passing, type Store } from '../src/outbox/store';
import { leave, tab } from './people';

let store: Store;
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = openStore();
});

/** What an outbox's session has of it. */
const of = (outbox: Outbox, its = store) => ({ circle: undefined, outbox, store: its });
const stored = () => store.items('circle');

test('what is taken back before it was sent never goes out, and what built on it builds on nothing', async () => {
  const { outbox, wire } = tab(store);
  const item = outbox.add(leave('one'));
  outbox.add(leave('two', [item.id]));
  expect(await amend(of(outbox), item.id)).toBe(true);
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.posted.map(({ deed }) => deed)).toEqual([leave('two')]));
  await vi.waitFor(async () => expect(await stored()).toHaveLength(1));
});

test('a trace whose photo could not go before it was never sent, and is taken back by itself', async () => {
  const { outbox, wire } = tab(store);
  const item = outbox.add(leave('one'));
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.posted).toHaveLength(1));
  expect(wire.unsent).toBe(true);
  expect(await amend(of(outbox), item.id)).toBe(false);
  outbox.refused(item.id, 'log_unavailable', true, 60_000, wire.unsent);
  await vi.waitFor(async () => expect((await stored())[0]?.unsent).toBe(true));
  expect(await amend(of(outbox), item.id)).toBe(true);
  expect(await stored()).toEqual([]);
});

test('what is changed before it was sent goes out once, with its new words in its old place', async () => {
  const { outbox, wire } = tab(store);
  const item = outbox.add(leave('one'));
  outbox.add(leave('two', [item.id]));
  expect(await amend(of(outbox), item.id, leave('one, mended'))).toBe(true);
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.posted).toHaveLength(1));
  outbox.acked(item.id, '1-1-a');
  await vi.waitFor(() => expect(wire.texts).toEqual(['one, mended', 'two']));
  expect(wire.posted[1]!.deed).toEqual(leave('two', [item.id]));
});

test('a tab that heard nothing of it sends what another has made of it', async () => {
  const [one, two] = [tab(store, 'one'), tab(openStore(), 'two')];
  const item = one.outbox.add(leave('one'));
  const gone = one.outbox.add(leave('gone'));
  await vi.waitFor(async () => expect(await stored()).toHaveLength(2));
  await two.outbox.load();
  expect(await amend(of(two.outbox), item.id, leave('mended'))).toBe(true);
  expect(await amend(of(two.outbox), gone.id)).toBe(true);
  one.outbox.opened('kea');
  await vi.waitFor(() => expect(one.wire.texts).toEqual(['mended']));
  one.outbox.acked(item.id, '1-1-a');
  await vi.waitFor(() => expect(one.outbox.items.value.map(({ state }) => state)).toEqual(['acked']));
  expect(one.wire.texts).toEqual(['mended']);
});

test('what may have been sent is not changed by itself, whichever tab sent it and whether it lives', async () => {
  const { outbox, wire } = tab(store);
  const item = outbox.add(leave('on its way'));
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.posted).toHaveLength(1));
  expect(await amend(of(outbox), item.id, leave('other words'))).toBe(false);
  // The answer is lost, and the tab closed.
  outbox.closed();
  const later = tab(openStore(), 'later');
  await later.outbox.load();
  expect(later.outbox.items.value).toMatchObject([{ state: 'waiting' }]);
  expect(await amend(of(later.outbox), item.id)).toBe(false);
  expect(later.outbox.items.value).toHaveLength(1);
});

test('a store that fails to say leaves it as something that may have been sent', async () => {
  const failing: Store = { ...passing, durable: true, change: () => Promise.reject(new Error('it does not answer')) };
  const { outbox } = tab(failing);
  expect(await amend(of(outbox, failing), outbox.add(leave('here')).id)).toBe(false);
  const { outbox: memory } = tab(passing);
  expect(await amend(of(memory, passing), memory.add(leave('here')).id)).toBe(true);
  expect(memory.items.value).toEqual([]);
});

test('what an earlier version of the page stored may have been sent', async () => {
  const { outbox } = tab(store);
  const { unsent, ...before } = outbox.add(leave('from before'));
  await vi.waitFor(async () => expect(await stored()).toHaveLength(1));
  await store.change([before], []);
  await outbox.load();
  expect(await amend(of(outbox), before.id)).toBe(false);
});

test('what was taken back on its way is not shown, and is gone where the server refuses it', async () => {
  const { outbox, wire } = tab(store);
  const item = outbox.add(leave('refused'));
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.posted).toHaveLength(1));
  outbox.add({ type: 'withdraw', trace: item.id });
  expect(overlay(undefined, outbox.items.value).changes.get(item.id)?.to).toEqual({ state: 'withdrawn' });
  outbox.refused(item.id, 'bad_text', false, undefined);
  expect(outbox.items.value).toEqual([]);
  await vi.waitFor(async () => expect(await stored()).toEqual([]));
  outbox.add(leave('next'));
  await vi.waitFor(() => expect(wire.texts).toEqual(['refused', 'next']));
});
