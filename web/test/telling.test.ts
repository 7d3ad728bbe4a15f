// A story that is being told: put together, moved about, kept by the browser, and sent.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../src/live/session';
import {
  add,
  begin,
  begunOne,
  bytesOf,
  change,
  deed,
  longest,
  move,
  roomFor,
  said,
  send,
  telling,
} from '../src/page/telling';
import { CITES_MAX } from '../src/protocol';

const act = vi.fn(() => 'sent');
const set = vi.fn();
const refused = { id: 'r', order: 1, draft: { deed: { type: 'leave', text: 'Mud' } } };
const sent = { id: 'sent', order: 2, draft: { deed: { type: 'leave', text: 'Mud.' } } };
const outbox = { items: { value: [refused, sent] }, set };
const session = { id: 'c', view: { value: { me: 'kea' } }, act, outbox } as unknown as Session;
/** What stands in it, in its order. */
const order = () => telling.value.parts.map(part => ('trace' in part ? part.trace : `“${part.words}”`));
const write = (at: number, words: string) => {
  const { parts } = telling.value;
  change(session, { parts: [...parts.slice(0, at), said(words), ...parts.slice(at)] });
};

beforeEach(() => {
  localStorage.clear();
  vi.clearAllMocks();
  begin(session);
});

describe('what stands in a story', () => {
  test('is added once, up to the bound of a story', () => {
    expect(add(session, ['a', 'b'])).toBe(2);
    expect(add(session, ['b', 'c', 'a'])).toBe(1);
    expect(order()).toEqual(['a', 'b', 'c']);
    const many = Array.from({ length: CITES_MAX + 7 }, (_, n) => `t${n}`);
    expect(add(session, many)).toBe(CITES_MAX - 3);
    expect([roomFor(telling.value), add(session, ['one more'])]).toEqual([0, 0]);
  });

  test('moves up and down, and stays at either end', () => {
    add(session, ['a', 'b', 'c']);
    write(1, 'then');
    expect(order()).toEqual(['a', '“then”', 'b', 'c']);
    move(session, 3, 0);
    expect(order()).toEqual(['c', 'a', '“then”', 'b']);
    move(session, 0, 2);
    expect(order()).toEqual(['a', '“then”', 'c', 'b']);
    move(session, 0, -1);
    move(session, 3, 4);
    expect(order()).toEqual(['a', '“then”', 'c', 'b']);
  });

  test('keeps its key while it is moved, so that its field keeps the focus', () => {
    add(session, ['a', 'b']);
    const [first] = telling.value.parts;
    move(session, 0, 1);
    expect(telling.value.parts[1]).toBe(first);
    expect(new Set(telling.value.parts.map(({ key }) => key)).size).toBe(2);
  });

  test('is measured in bytes, without what stands around the words', () => {
    write(0, '  über  ');
    write(1, 'ab');
    expect([bytesOf(telling.value), longest(telling.value)]).toEqual([7, 5]);
  });
});

describe('as a deed', () => {
  test('each trace has its index, and empty words are left out', () => {
    add(session, ['a', 'b']);
    write(1, ' between ');
    write(3, '   ');
    move(session, 2, 0);
    expect(deed(telling.value)).toEqual({
      cites: ['b', 'a'],
      told: [{ cite: 0 }, { cite: 1 }, { words: 'between' }],
    });
  });

  test('a new one is posted as a story that takes nothing up, and the form is cleared', () => {
    change(session, { title: ' The pond ' });
    add(session, ['a']);
    expect(begunOne(session)).toBe(true);
    expect(send(session)).toBe('sent');
    const facet = { is: 'story' };
    expect(act).toHaveBeenCalledWith({
      type: 'leave',
      facet,
      takes_up: [],
      text: 'The pond',
      cites: ['a'],
      told: [{ cite: 0 }],
    });
    expect([begunOne(session), order()]).toEqual([false, []]);
    begin(session);
    expect(order()).toEqual([]);
  });

  test('an existing one is retold under its own id', () => {
    begin(session, { title: 'The pond', parts: [said('Mud.')], story: 's' });
    expect(send(session)).toBe('s');
    expect(act).toHaveBeenCalledWith({
      type: 'retell',
      trace: 's',
      text: 'The pond',
      cites: [],
      told: [{ words: 'Mud.' }],
    });
  });

  test('one that was refused is sent under a new id, in place of it', async () => {
    begin(session, { title: 'The pond', parts: [said('Mud.')], retry: 'r' });
    send(session);
    await vi.waitFor(() => expect(set).toHaveBeenCalledWith([{ ...sent, order: 1 }]));
  });
});

describe('what was begun', () => {
  test('is stored in this browser for this member, apart from a story being retold', () => {
    change(session, { title: 'Half' });
    add(session, ['a']);
    begin(session, { title: 'Told', parts: [said('Mud.')], story: 's' });
    change(session, { title: 'Told anew' });
    begin(session);
    expect([telling.value.title, order()]).toEqual(['Half', ['a']]);
    begin(session, { title: 'Told', parts: [], story: 's' });
    expect([telling.value.title, order()]).toEqual(['Told anew', ['“Mud.”']]);
    const other = { ...session, view: { value: { me: 'tui' } } } as unknown as Session;
    expect(begunOne(other)).toBe(false);
  });

  test('is removed once it is empty', () => {
    add(session, ['a']);
    change(session, { parts: [] });
    expect(begunOne(session)).toBe(false);
  });
});
