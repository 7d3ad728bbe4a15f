// What else a trace is, as the page holds and words it.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dayName, plusDays, today } from '../src/base/days';
import { dueName } from '../src/base/due';
import { overlay } from '../src/live/overlay';
import type { With } from '../src/live/view';
import { without } from '../src/outbox/amend';
import type { Item } from '../src/outbox/item';
import { isDue, picked, wasAsked } from '../src/page/asked';
import type { Deed } from '../src/protocol';
import { needs } from '../src/rows/needs';
import { begin } from '../src/rows/space';
import { at, card, id, person, shown, snapshot } from './rowing';

const HOUR_MS = 3_600_000;
const promise = (due: string) => ({ is: 'promise', due }) as const;

describe('a day', () => {
  test('begins where the circle is, and by UTC where its zone isn’t known', () => {
    const late = Date.parse('2026-12-03T23:30Z');
    expect([undefined, 'Europe/Vienna', 'America/New_York', 'Nowhere/At_all'].map(zone => today(late, zone))).toEqual([
      '2026-12-03',
      '2026-12-04',
      '2026-12-03',
      '2026-12-03',
    ]);
  });

  test('is named when it is near, also over the end of a year and of a February', () => {
    expect(plusDays('2026-12-30', 3)).toBe('2027-01-02');
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
    const names = [-1, 0, 1, 2, 6, 7, -2].map(days => dayName(plusDays('2026-12-03', days), '2026-12-03'));
    expect(names.slice(0, 5)).toEqual(['yesterday', 'today', 'tomorrow', 'Saturday', 'Wednesday']);
    // Of what somebody else promised nothing says that its day has passed.
    const due = [-2, -1, 0, 1].map(days => dueName(plusDays('2026-12-03', days), '2026-12-03'));
    expect(due).toEqual(['Tue, December 1', 'Wed, December 2', 'today', 'tomorrow']);
    expect(names[5]).toContain('December 10');
    expect(names[6], 'a day that is over is told by its date').toContain('December 1');
  });
});

describe('a space', () => {
  test('asks for the takers of listed cards, and for one’s own promises that it lacks', () => {
    const cards = [card(1, { open: true, taken: 7 }), card(2, { open: true })];
    const space = begin(snapshot(9, { cards, feed: [2, 1] }));
    space.mark([{ n: 5, promised: true }], at(9));
    expect(needs(space, person(0)).ns.sort()).toEqual([5, 7]);
    expect(space.lists.openEnds().map(({ n }) => n)).toEqual([2]);
    space.merge({ cards: [card(5, { facet: promise('2026-12-04') }), card(7)] }, at(9));
    expect(needs(space, person(0)).ns).toEqual([]);
    expect(space.lists.promises().map(({ n }) => n)).toEqual([5]);
    expect(space.cards.get(id(5))?.promised).toBe(true);
    space.mark([{ n: 5 }], at(10));
    expect(space.lists.promises()).toEqual([]);
  });
});

describe('what is on its way', () => {
  const item = (id: string, deed: Deed, state: Item['state'] = 'waiting'): Item => ({
    ...{ id, circle: 'c', by: 'kea', order: 0, state },
    draft: { id, written_at_ms: 0, deed },
  });
  const taking = (id: string, state?: Item['state']) =>
    item(id, { type: 'leave', text: id, builds_on: ['a', 'b'], takes_up: ['a'] }, state);

  test('shows its parent as taken up, unless it was refused', () => {
    expect([...overlay(undefined, [taking('x')]).taken]).toEqual(['a']);
    expect(overlay(undefined, [taking('x', 'refused')]).taken.size).toBe(0);
  });

  test('shows that one has warmed a trace until the mark of that is here, which comes behind the states', () => {
    const warmed = { ...item('w', { type: 'warm', trace: 'q' }, 'acked'), position: at(3) };
    const view = { cards: new Map([['q', shown('q')]]), position: at(3) } as unknown as Parameters<typeof overlay>[0];
    expect(overlay(view, [warmed]).changes.get('q')?.to).toEqual({ warmed: true });
  });

  test('shows a promise with its day, and a moved one with its new one', () => {
    const promised = item('p', { type: 'leave', text: 'p', facet: promise('2026-12-04') });
    expect(overlay(undefined, [promised]).leaves[0]?.facet).toEqual(promise('2026-12-04'));
    const moved = item('m', { type: 'move_facet', trace: 'q', to: promise('2026-12-09') });
    const view = { cards: new Map([['q', shown('q')]]), position: at(3) } as unknown as Parameters<typeof overlay>[0];
    expect(overlay(view, [moved]).changes.get('q')).toEqual({
      to: { facet: promise('2026-12-09') },
      waiting: true,
    });
  });

  test('takes up the edited trace instead of the refused one', () => {
    expect(without([taking('x')], 'a', 'e')[0]?.draft.deed).toMatchObject({ builds_on: ['e', 'b'], takes_up: ['e'] });
    expect(without([taking('x')], 'a')[0]?.draft.deed).toMatchObject({ builds_on: ['b'], takes_up: [] });
  });
});

describe('the question on the day', () => {
  const now = Date.parse('2026-12-04T12:00Z');
  const card = (due: string, hours_ago: number) =>
    shown('p', [], now - hours_ago * HOUR_MS, promise(due)) as With<'promise'>;
  const due = (each: ReturnType<typeof card>) => isDue('c', 'kea', each, '2026-12-04');
  beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  test('comes from the day on, and not in the hours after that day was picked', () => {
    expect(due(card('2026-12-05', 50))).toBe(false);
    expect(due(card('2026-12-04', 50))).toBe(true);
    expect(due(card('2026-12-04', 1))).toBe(false);
    expect(due(card('2026-12-01', 90))).toBe(true);
    picked('c', 'kea', 'p', '2026-12-04');
    expect(due(card('2026-12-04', 50))).toBe(false);
    vi.setSystemTime(now + 4 * HOUR_MS);
    expect(due(card('2026-12-04', 50))).toBe(true);
  });

  test('is asked once for each day that was promised', () => {
    wasAsked('c', 'kea', 'p', '2026-12-01');
    expect(due(card('2026-12-01', 90))).toBe(false);
    expect(due(card('2026-12-03', 90))).toBe(true);
    expect(isDue('c', 'tui', card('2026-12-01', 90), '2026-12-04')).toBe(true);
  });
});
