import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../src/outbox/store';
import { leave, tab } from './people';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

test('of two tabs one sends, and both show the same', async () => {
  const [one, two] = [tab(await openStore(), 'one'), tab(await openStore(), 'two')];
  one.wire.others = () => void two.outbox.load();
  two.wire.others = () => void one.outbox.load();
  one.outbox.opened();
  one.outbox.add(leave('from one'));
  await vi.waitFor(() => expect(one.wire.posted).toHaveLength(1));
  two.outbox.opened();
  two.outbox.add(leave('from two'));
  // The tab that sends hears of the other's trace, and takes it along.
  await vi.waitFor(() => expect(one.outbox.items.value).toHaveLength(2));
  one.outbox.acked(one.wire.posted[0]!.id);
  await vi.waitFor(() => expect(one.wire.texts).toEqual(['from one', 'from two']));
  one.outbox.acked(one.wire.posted[1]!.id);
  await vi.waitFor(() => expect(two.outbox.items.value.map(item => item.state)).toEqual(['acked', 'acked']));
  expect(two.wire.posted).toHaveLength(0);
});

test('a lease is one tab’s until it is over, and its own to renew', async () => {
  const store = await openStore();
  expect(await store.lease('circle', 'one', 0, 100)).toBe(true);
  expect(await store.lease('circle', 'two', 50, 150)).toBe(false);
  expect(await store.lease('circle', 'one', 90, 190)).toBe(true);
  expect(await store.lease('circle', 'two', 150, 250)).toBe(false);
  expect(await store.lease('circle', 'two', 190, 290)).toBe(true);
  expect(await store.lease('circle', 'one', 200, 300)).toBe(false);
  expect(await store.lease('another', 'one', 200, 300)).toBe(true);
});

test('of tabs that reach for a lease at once, one gets it', async () => {
  const stores = await Promise.all(Array.from({ length: 8 }, openStore));
  const got = await Promise.all(stores.map((store, index) => store.lease('circle', `tab ${index}`, 0, 100)));
  expect(got.filter(Boolean)).toHaveLength(1);
});

test('a change is written whole or not at all', async () => {
  const store = await openStore();
  const { outbox } = tab(store);
  const item = outbox.add(leave('kept'));
  await vi.waitFor(async () => expect(await store.items('circle')).toHaveLength(1));
  const broken = { ...item, draft: { ...item.draft, deed: () => {} } } as unknown as typeof item;
  await expect(store.change([broken], [item.id])).rejects.toThrow();
  expect((await store.items('circle')).map(({ id }) => id)).toEqual([item.id]);
});
