// What a screen reader hears of traces that arrive.
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../src/live/session';
import { announce } from '../src/page/announce';
import { said } from '../src/page/say';

const card = (id: string) => [id, { id, by: 'kea', text: 'Swept the hall' }] as const;
const view = { cards: new Map(['a', 'b', 'c', 'd'].map(card)), members: new Map([['kea', { name: 'Kea' }]]) };
const session = { id: 'circle', view: signal(view) } as unknown as Session;
const heard: string[] = [];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  said.value = '';
  heard.length = 0;
  stop = said.subscribe(words => void (words && heard.push(words)));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('is one announcement for all that comes within two seconds', () => {
  for (const id of ['a', 'b', 'c']) announce(session, [id]);
  vi.advanceTimersByTime(2_000);
  expect(heard).toEqual(['3 new traces']);
});

it('is each once, also where two say the same', () => {
  announce(session, ['a']);
  vi.advanceTimersByTime(2_000);
  announce(session, ['d']);
  vi.advanceTimersByTime(10_000);
  expect(heard.map(words => words.trim())).toEqual(['Kea: Swept the hall', 'Kea: Swept the hall']);
  expect(said.value).toBe('');
});
