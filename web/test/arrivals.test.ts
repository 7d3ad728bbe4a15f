import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Word } from '../src/live/gate';
import type { Session } from '../src/live/session';
import { arrive, held, showHeld } from '../src/page/arrivals';
import { compose, sheet } from '../src/page/desk';
import { route } from '../src/page/route';

const word = signal<Word>('live');
const session = { word, view: signal(undefined) } as unknown as Session;
const ids = () => [...held.value];

beforeEach(() => {
  vi.useFakeTimers({ now: 60_000, toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  // Whoever has just opened the page touched it just now.
  vi.advanceTimersByTime(2_000);
  held.value = new Set();
  sheet.value = null;
  word.value = 'live';
  route.value = { at: 'now', circle: '0190a6f0-0000-7000-8000-000000000001' };
  vi.spyOn(globalThis, 'scrollTo').mockImplementation(() => {});
});

it('shows arrivals at once while the page is live and nobody touches it', () => {
  arrive(session, ['a']);
  expect(ids()).toEqual([]);
});

it('holds back arrivals under an open sheet, and shows them once it is closed', () => {
  compose();
  arrive(session, ['a']);
  expect(ids()).toEqual(['a']);
  sheet.value = null;
  vi.advanceTimersByTime(2_000);
  expect(ids()).toEqual([]);
});

it('holds back arrivals of an absence until the reader asks for them', () => {
  word.value = 'catching up';
  arrive(session, ['a', 'b']);
  word.value = 'live';
  arrive(session, ['c']);
  vi.advanceTimersByTime(60_000);
  expect(ids()).toEqual(['a', 'b', 'c']);
  showHeld();
  expect(ids()).toEqual([]);
  arrive(session, ['d']);
  expect(ids()).toEqual([]);
});
