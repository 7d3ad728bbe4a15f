// A browser whose database neither opens nor fails.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Item } from '../src/outbox/item';
import { passing, type Store } from '../src/outbox/store';
import { Timely } from '../src/outbox/timely';
import { leave, tab } from './people';
import { pass } from './wires';

describe('a database that hangs', () => {
  let wake: (store: Store) => void;
  let store: Timely;
  const kept: Item[] = [];
  const well: Store = {
    ...passing,
    durable: true,
    items: async () => [...kept],
    change: async put => kept.push(...put) > 0,
    lease: async (...[, , , , first]) => kept.find(({ id }) => id === first) ?? true,
  };
  beforeEach(() => {
    vi.useFakeTimers();
    kept.length = 0;
    store = new Timely(new Promise(resolve => (wake = resolve)));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('delays neither the start nor a trace, and the page says that it must stay open', async () => {
    const picture = vi.fn();
    void store.picture('circle').then(picture);
    const { outbox, wire } = tab(store);
    outbox.add(leave('here'));
    expect(outbox.items.value).toHaveLength(1);
    await pass(600);
    expect(picture).toHaveBeenCalledWith(undefined);
    outbox.opened('kea');
    await pass(5_000);
    expect(wire.texts).toEqual(['here']);
    expect(outbox.kept.value).toBe(false);
    // Nobody waits a second time.
    outbox.acked(wire.posted[0]!.id, '1-1-a');
    outbox.add(leave('at once'));
    await pass(10);
    expect(wire.texts).toEqual(['here', 'at once']);
  });

  test('and answers late is used from then on, and stores what it missed', async () => {
    const { outbox } = tab(store);
    outbox.add(leave('here'));
    await pass(5_000);
    expect(outbox.kept.value).toBe(false);
    kept.push({ ...outbox.items.value[0]!, id: 'from before', order: 1 });
    wake(well);
    await pass(100);
    expect(outbox.items.value.map(({ id }) => id)).toContain('from before');
    outbox.add(leave('there'));
    await pass(100);
    expect(outbox.kept.value).toBe(true);
    expect(kept.map(({ draft }) => draft.deed)).toContainEqual(leave('there'));
  });

  test('loses no trace in a browser that stores nothing', async () => {
    const { outbox, wire } = tab(store);
    outbox.add(leave('here'));
    wake(passing);
    await pass(100);
    await outbox.load();
    outbox.opened('kea');
    await pass(100);
    expect(wire.texts).toEqual(['here']);
    expect(outbox.kept.value).toBe(false);
  });
});

test('a trace is shown before the store is asked to keep it', () => {
  const change = vi.fn(async () => true);
  const { outbox } = tab({ ...passing, durable: true, change });
  outbox.add(leave('mine'));
  expect(outbox.items.value).toHaveLength(1);
  expect(change).not.toHaveBeenCalled();
});

test('deeds done before the member was known belong to that member', async () => {
  const { outbox, wire } = tab(passing, 'tab', '');
  outbox.add(leave('early'));
  await outbox.own('kea');
  outbox.opened('kea');
  await vi.waitFor(() => expect(wire.texts).toEqual(['early']));
  expect(outbox.items.value[0]?.by).toBe('kea');
});

test('unstored items are handed to the page after a reload', async () => {
  const before = tab(passing);
  before.outbox.add(leave('only here'));
  await vi.waitFor(() => expect(before.outbox.kept.value).toBe(false));
  const after = tab(passing, 'tab', '');
  after.outbox.take(structuredClone(before.outbox.unkept()));
  await after.outbox.own('kea');
  after.outbox.opened('kea');
  await vi.waitFor(() => expect(after.wire.texts).toEqual(['only here']));
  const others = tab(passing, 'tab', '');
  others.outbox.take(before.outbox.unkept());
  await others.outbox.own('tui');
  expect(others.outbox.items.value).toEqual([]);
});
