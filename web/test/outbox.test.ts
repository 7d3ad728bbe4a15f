import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore } from '../src/outbox/durable';
import { KEPT_MS } from '../src/outbox/item';
import { Outbox } from '../src/outbox/outbox';
import { passing, type Store } from '../src/outbox/store';
import type { Draft } from '../src/protocol';

let circle = 0;
let store: Store;

/** An outbox whose socket is this list. */
function tab(name: string, on: Store = store) {
  const posted: string[] = [];
  const way = {
    post: ({ deed }: Draft) => posted.push(deed.type === 'leave' ? deed.text : deed.type) > 0,
    stalled: vi.fn(),
    tell: vi.fn(),
  };
  const outbox = new Outbox(`circle ${circle}`, on, name, way);
  void outbox.own('kea');
  return { outbox, posted, way };
}

/** A store whose methods can be taken apart. */
const bound = (of: Store): Store => ({
  durable: of.durable,
  items: circle => of.items(circle),
  change: (...given) => of.change(...given),
  lease: (...given) => of.lease(...given),
  picture: circle => of.picture(circle),
  keepPicture: (...given) => of.keepPicture(...given),
});

const leave = (text: string, builds_on: string[] = []) => ({ type: 'leave', text, builds_on }) as const;

beforeEach(async () => {
  circle += 1;
  store = openStore();
});

describe('an outbox', () => {
  test('sends in order, the next one after the last is answered', async () => {
    const { outbox, posted } = tab('a');
    const first = outbox.add(leave('one'));
    outbox.add(leave('two'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toEqual(['one']));
    outbox.acked(first.id, '1-1-a');
    await vi.waitFor(() => expect(posted).toEqual(['one', 'two']));
  });

  test('survives a closed tab', async () => {
    const before = tab('a');
    before.outbox.add(leave('kept'));
    await vi.waitFor(() => expect(before.way.tell).toHaveBeenCalled());
    const after = tab('b');
    await after.outbox.load();
    after.outbox.opened('kea');
    await vi.waitFor(() => expect(after.posted).toEqual(['kept']));
  });

  test('remembers what was to be dropped at sign-out while the database failed', async () => {
    const failing = bound(store);
    const { outbox, way } = tab('a', failing);
    outbox.add(leave('not to be sent'));
    await vi.waitFor(() => expect(way.tell).toHaveBeenCalled());
    failing.change = () => Promise.reject(new Error('it does not answer'));
    await outbox.clear();
    const later = tab('b');
    await later.outbox.load();
    later.outbox.opened('kea');
    later.outbox.add(leave('said later'));
    await vi.waitFor(() => expect(later.posted).toEqual(['said later']));
    await vi.waitFor(async () => expect(await store.items(`circle ${circle}`)).toHaveLength(1));
    expect(localStorage.getItem(`dropped circle ${circle}`)).toBeNull();
  });

  test('loses nothing while the browser stores nothing, and stores it once it can', async () => {
    let full = true;
    const change = (...given: Parameters<Store['change']>) =>
      full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.change(...given);
    const { outbox, posted } = tab('a', { ...bound(store), change });
    outbox.add(leave('one'));
    outbox.add(leave('two'));
    await vi.waitFor(() => expect(outbox.kept.value).toBe(false));
    // Another tab wrote something: this one reads the store anew, which knows nothing of the two.
    await outbox.load();
    expect(outbox.items.value.map(item => item.draft.deed)).toEqual([leave('one'), leave('two')]);
    full = false;
    outbox.add(leave('three'));
    await vi.waitFor(() => expect(outbox.kept.value).toBe(true));
    const after = tab('b');
    await after.outbox.load();
    expect(after.outbox.items.value.map(item => item.draft.deed)).toEqual(
      ['one', 'two', 'three'].map(text => leave(text)),
    );
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toEqual(['one']));
  });

  test('lets one tab send at a time', async () => {
    const one = tab('one');
    const other = tab('other');
    const item = one.outbox.add(leave('once'));
    one.outbox.opened('kea');
    await vi.waitFor(() => expect(one.posted).toEqual(['once']));
    await other.outbox.load();
    other.outbox.opened('kea');
    one.outbox.acked(item.id, '1-1-a');
    await vi.waitFor(async () => {
      await other.outbox.load();
      expect(other.outbox.items.value[0]?.state).toBe('acked');
    });
    expect(other.posted).toEqual([]);
  });

  test('sends recently acked items again after a snapshot, under the same ids', async () => {
    const { outbox, posted } = tab('a');
    const item = outbox.add(leave('again'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    outbox.acked(item.id, '1-1-a');
    const acked_at_ms = outbox.items.value[0]?.acked_at_ms;
    // Also where the connection stays: nobody opens it again then.
    outbox.again();
    await vi.waitFor(() => expect(posted).toEqual(['again', 'again']));
    outbox.acked(item.id, '1-1-a');
    expect(outbox.items.value).toMatchObject([{ id: item.id, state: 'acked', acked_at_ms }]);
  });

  test('forgets items ten minutes after their ack', async () => {
    const { outbox, posted } = tab('a');
    const item = outbox.add(leave('old'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    outbox.acked(item.id, '1-1-a');
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + KEPT_MS + 1);
    await outbox.load();
    now.mockRestore();
    expect(outbox.items.value).toEqual([]);
  });

  test('puts a refused item aside and sends those that don’t build on it', async () => {
    const { outbox, posted } = tab('a');
    const bad = outbox.add(leave('bad'));
    outbox.add(leave('on bad', [bad.id]));
    outbox.add(leave('good'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toEqual(['bad']));
    outbox.refused(bad.id, 'bad_text', false, undefined);
    await vi.waitFor(() => expect(posted).toEqual(['bad', 'good']));
    expect(outbox.items.value[0]).toMatchObject({ state: 'refused', code: 'bad_text' });
  });

  test('waits as long as the server asks', async () => {
    const { outbox, posted } = tab('a');
    const item = outbox.add(leave('soon'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    const asked_ms = Date.now();
    outbox.refused(item.id, 'too_many_requests', true, 80);
    await vi.waitFor(() => expect(posted).toHaveLength(2));
    expect(Date.now() - asked_ms).toBeGreaterThanOrEqual(79);
  });

  test('asks for a new socket when a post is not answered', async () => {
    const { outbox, posted, way } = tab('a');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    outbox.add(leave('lost'));
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    vi.advanceTimersByTime(8_001);
    vi.useRealTimers();
    expect(way.stalled).toHaveBeenCalledOnce();
  });

  test('works in memory where nothing can be stored', async () => {
    const { outbox, posted } = tab('a', passing);
    outbox.add(leave('here'));
    await outbox.load();
    outbox.opened('kea');
    await vi.waitFor(() => expect(posted).toEqual(['here']));
  });
});
