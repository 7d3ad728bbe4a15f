import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../src/outbox/durable';
import { leave, tab } from './people';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

test('of two tabs one sends, and both show the same', async () => {
  const [one, two] = [tab(openStore(), 'one'), tab(openStore(), 'two')];
  one.wire.others = () => void two.outbox.load();
  two.wire.others = () => void one.outbox.load();
  one.outbox.opened('kea');
  one.outbox.add(leave('from one'));
  await vi.waitFor(() => expect(one.wire.posted).toHaveLength(1));
  two.outbox.opened('kea');
  two.outbox.add(leave('from two'));
  // The tab that sends hears of the other's trace, and takes it along.
  await vi.waitFor(() => expect(one.outbox.items.value).toHaveLength(2));
  one.outbox.acked(one.wire.posted[0]!.id, '1-1-a');
  await vi.waitFor(() => expect(one.wire.texts).toEqual(['from one', 'from two']));
  one.outbox.acked(one.wire.posted[1]!.id, '1-1-a');
  await vi.waitFor(() => expect(two.outbox.items.value.map(item => item.state)).toEqual(['acked', 'acked']));
  expect(two.wire.posted).toHaveLength(0);
});

test('a later member in the same browser sends nothing of the former one', async () => {
  const store = openStore();
  const kea = tab(store, 'kea’s', 'kea');
  kea.outbox.add(leave('written by kea'));
  await vi.waitFor(async () => expect(await store.items('circle')).toHaveLength(1));
  const tui = tab(store, 'tui’s', 'tui');
  await tui.outbox.load();
  tui.outbox.opened('tui');
  tui.outbox.add(leave('written by tui'));
  await vi.waitFor(() => expect(tui.wire.texts).toEqual(['written by tui']));
  tui.outbox.acked(tui.wire.posted[0]!.id, '1-1-a');
  expect(tui.outbox.items.value).toHaveLength(1);
  // The same tab turns to who is in now, and what it showed of the other stays for their return.
  await tui.outbox.own('kea');
  expect(tui.wire.texts).toEqual(['written by tui']);
  tui.outbox.opened('kea');
  await vi.waitFor(() => expect(tui.wire.texts).toEqual(['written by tui', 'written by kea']));
});

test('nothing is sent by a socket of another member', async () => {
  const store = openStore();
  const { outbox, wire } = tab(store);
  outbox.add(leave('mine'));
  outbox.opened('tui');
  await outbox.load();
  // Nobody even reached for the lease.
  expect(await store.lease('circle', 'another', Date.now(), 0)).toBe(true);
  expect(wire.posted).toEqual([]);
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.texts).toEqual(['mine']));
});

test('signing out forgets one’s own items, and no others', async () => {
  const store = openStore();
  const kea = tab(store, 'one', 'kea');
  kea.outbox.add(leave('never sent'));
  const tui = tab(store, 'two', 'tui');
  tui.outbox.add(leave('by tui'));
  await vi.waitFor(async () => expect(await store.items('circle')).toHaveLength(2));
  await kea.outbox.clear();
  expect(kea.outbox.items.value).toEqual([]);
  expect((await store.items('circle')).map(item => item.by)).toEqual(['tui']);
});

test('a tab releases the lease when it has nothing to send, and when its socket is gone', async () => {
  const store = openStore();
  const { outbox, wire } = tab(store, 'one');
  const free = () => store.lease('circle', 'two', Date.now(), 0);
  outbox.opened('kea');
  const item = outbox.add(leave('once'));
  await vi.waitFor(() => expect(wire.posted).toHaveLength(1));
  expect(await free()).toBe(false);
  outbox.acked(item.id, '1-1-a');
  await vi.waitFor(async () => expect(await free()).toBe(true));
  outbox.add(leave('twice'));
  await vi.waitFor(() => expect(wire.posted).toHaveLength(2));
  expect(await free()).toBe(false);
  outbox.closed();
  await vi.waitFor(async () => expect(await free()).toBe(true));
});

test('only its tab has and renews a lease until it expires', async () => {
  const store = openStore();
  expect(await store.lease('circle', 'one', 0, 100)).toBe(true);
  expect(await store.lease('circle', 'two', 50, 150)).toBe(false);
  expect(await store.lease('circle', 'one', 90, 190)).toBe(true);
  expect(await store.lease('circle', 'two', 150, 250)).toBe(false);
  expect(await store.lease('circle', 'two', 190, 290)).toBe(true);
  expect(await store.lease('circle', 'one', 200, 300)).toBe(false);
  expect(await store.lease('another', 'one', 200, 300)).toBe(true);
});

test('a lease from before the clock was set back blocks nobody', async () => {
  const store = openStore();
  const hours_ms = 3 * 3_600_000;
  expect(await store.lease('circle', 'one', hours_ms, hours_ms + 6_000)).toBe(true);
  expect(await store.lease('circle', 'two', 0, 6_000)).toBe(true);
  expect(await store.lease('circle', 'three', 1, 6_001)).toBe(false);
});

test('of tabs that take a lease at once, one gets it', async () => {
  const stores = Array.from({ length: 8 }, openStore);
  const got = await Promise.all(stores.map((store, index) => store.lease('circle', `tab ${index}`, 0, 100)));
  expect(got.filter(Boolean)).toHaveLength(1);
});

test('a change is written atomically', async () => {
  const store = openStore();
  const { outbox } = tab(store);
  const item = outbox.add(leave('kept'));
  await vi.waitFor(async () => expect(await store.items('circle')).toHaveLength(1));
  const broken = { ...item, draft: { ...item.draft, deed: () => {} } } as unknown as typeof item;
  await expect(store.change([broken], [item.id])).rejects.toThrow();
  expect((await store.items('circle')).map(({ id }) => id)).toEqual([item.id]);
});
