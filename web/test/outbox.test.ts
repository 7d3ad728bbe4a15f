import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { KEPT_MS } from '../src/outbox/item';
import { openStore, passing, type Store } from '../src/outbox/store';
import { leave, states, tab } from './people';

let store: Store;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = await openStore();
});

/** Until `wire` posted so many. */
const posted = (wire: { posted: unknown[] }, count: number) =>
  vi.waitFor(() => expect(wire.posted).toHaveLength(count));

describe('what waits', () => {
  test('goes out in order, each after the answer to the one before', async () => {
    const { outbox, wire } = tab(store);
    for (const text of ['one', 'two', 'three']) outbox.add(leave(text));
    expect(wire.posted).toHaveLength(0);
    outbox.opened();
    for (const count of [1, 2, 3]) {
      await posted(wire, count);
      outbox.acked(wire.posted.at(-1)!.id);
    }
    expect(wire.texts).toEqual(['one', 'two', 'three']);
    expect(states(outbox)).toEqual(['acked', 'acked', 'acked']);
  });

  test('survives a closed tab, and goes out from the next one under the same id', async () => {
    const first = tab(store, 'first');
    const ids = ['one', 'two'].map(text => first.outbox.add(leave(text)).id);
    await vi.waitFor(async () => expect(await store.items('circle')).toHaveLength(2));
    const { outbox, wire } = tab(await openStore(), 'second');
    await outbox.load();
    outbox.opened();
    await posted(wire, 1);
    outbox.acked(ids[0]!);
    await posted(wire, 2);
    expect(wire.posted.map(({ id }) => id)).toEqual(ids);
  });

  test('is sent once more under the same id where the socket was lost before the answer', async () => {
    const { outbox, wire } = tab(store);
    outbox.opened();
    const { id } = outbox.add(leave('one'));
    await posted(wire, 1);
    outbox.closed();
    outbox.opened();
    await posted(wire, 2);
    expect(wire.posted.map(draft => draft.id)).toEqual([id, id]);
  });

  test('of another circle stays out of it', async () => {
    const here = tab(store, 'tab', 'here');
    const there = tab(store, 'tab', 'there');
    here.outbox.add(leave('here'));
    await vi.waitFor(async () => expect(await store.items('here')).toHaveLength(1));
    await there.outbox.load();
    expect(there.outbox.items.value).toEqual([]);
  });

  test('stays where the store gives nothing, and goes out all the same', async () => {
    const { outbox, wire } = tab(passing);
    outbox.add(leave('one'));
    await outbox.load();
    outbox.opened();
    await posted(wire, 1);
    expect(passing.durable).toBe(false);
  });
});

describe('a refusal', () => {
  test('steps aside with its reason, and only what builds on it waits', async () => {
    const { outbox, wire } = tab(store);
    const bad = outbox.add(leave('bad'));
    const child = outbox.add(leave('child', [bad.id]));
    outbox.add(leave('grandchild', [child.id]));
    outbox.add(leave('other'));
    outbox.opened();
    await posted(wire, 1);
    outbox.refused(bad.id, 'bad_text', false, undefined);
    await posted(wire, 2);
    outbox.acked(wire.posted[1]!.id);
    expect(wire.texts).toEqual(['bad', 'other']);
    expect(states(outbox)).toEqual(['refused', 'waiting', 'waiting', 'acked']);
    expect(outbox.items.value[0]!.code).toBe('bad_text');
  });

  test('edited anew takes along what built on it', async () => {
    const { outbox, wire } = tab(store);
    const bad = outbox.add(leave('bad'));
    outbox.add(leave('child', [bad.id]));
    outbox.opened();
    await posted(wire, 1);
    outbox.refused(bad.id, 'bad_text', false, undefined);
    const good = outbox.add(leave('good'));
    outbox.discard(bad.id, good.id);
    const child = outbox.items.value[0]!.draft.deed;
    expect(child.type === 'leave' && child.builds_on).toEqual([good.id]);
  });

  test('discarded lets go on what built on it, without it', async () => {
    const { outbox, wire } = tab(store);
    const bad = outbox.add(leave('bad'));
    outbox.add(leave('child', [bad.id]));
    outbox.add({ type: 'withdraw', trace: bad.id });
    outbox.opened();
    await posted(wire, 1);
    outbox.refused(bad.id, 'bad_text', false, undefined);
    outbox.discard(bad.id);
    await posted(wire, 2);
    expect(wire.texts).toEqual(['bad', 'child']);
    expect(outbox.items.value).toHaveLength(1);
  });

  test('for now waits as long as it says, and keeps the order', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { outbox, wire } = tab(passing);
      const first = outbox.add(leave('one'));
      outbox.add(leave('two'));
      outbox.opened();
      await vi.advanceTimersByTimeAsync(0);
      outbox.refused(first.id, 'too_many_requests', true, 2_500);
      await vi.advanceTimersByTimeAsync(2_400);
      expect(wire.texts).toEqual(['one']);
      await vi.advanceTimersByTimeAsync(200);
      expect(wire.texts).toEqual(['one', 'one']);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what was acked', () => {
  test('is kept ten minutes, and sent again where a snapshot came in place of a resume', async () => {
    const { outbox, wire } = tab(store);
    outbox.opened();
    const { id } = outbox.add(leave('one'));
    await posted(wire, 1);
    outbox.acked(id);
    outbox.closed();
    outbox.again();
    outbox.opened();
    await posted(wire, 2);
    expect(wire.posted[1]!.id).toBe(id);
  });

  test('is forgotten after that', async () => {
    const { outbox, wire } = tab(store);
    outbox.opened();
    const { id } = outbox.add(leave('one'));
    await posted(wire, 1);
    outbox.acked(id);
    await vi.waitFor(async () => expect((await store.items('circle'))[0]?.state).toBe('acked'));
    const [item] = await store.items('circle');
    await store.change([{ ...item!, acked_at_ms: Date.now() - KEPT_MS - 1 }], []);
    await outbox.load();
    expect(outbox.items.value).toEqual([]);
    await vi.waitFor(async () => expect(await store.items('circle')).toEqual([]));
  });
});

test('a post without an answer asks for another socket', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    const { outbox, wire } = tab(passing);
    outbox.opened();
    outbox.add(leave('one'));
    await vi.advanceTimersByTimeAsync(7_900);
    expect(wire.stalls).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(wire.stalls).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
