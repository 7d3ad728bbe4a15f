import { expect, test } from 'vitest';
import { type Row, RUN_MAX, Runs } from '../src/page/runs';
import { shown } from './rowing';

const row = (n: number): Row => ({
  card: shown(`${n}`),
  parents: [],
  taker: undefined,
  change: undefined,
  opens: false,
});
/** Newest first. */
const rows = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => row(from - index));
const ids = (runs: { rows: readonly Row[] }[]) => runs.flatMap(run => run.rows.map(({ card }) => card.id));

test('every row is in one run, in order, and no run is too long', () => {
  for (const count of [0, 1, RUN_MAX, RUN_MAX + 1, 3 * RUN_MAX + 5]) {
    const feed = rows(count, 1);
    const runs = new Runs().cut(feed);
    expect(ids(runs)).toEqual(feed.map(({ card }) => card.id));
    expect(Math.max(...runs.map(run => run.rows.length))).toBeLessThanOrEqual(RUN_MAX);
    expect(new Set(runs.map(run => run.key)).size).toBe(runs.length);
  }
});

test('a new trace changes only the first run, also when it splits it', () => {
  const runs = new Runs();
  let feed = rows(200, 1);
  let before = runs.cut(feed);
  for (let n = 201; n < 300; n += 1) {
    feed = [row(n), ...feed];
    const after = runs.cut(feed);
    const changed = after.filter(run => !before.includes(run));
    expect(changed.length).toBe(after.length - before.length + 1);
    expect(changed[0]?.key).toBe('top');
    before = after;
  }
  expect(ids(before)).toEqual(feed.map(({ card }) => card.id));
});

test('older traces change the last run and come after it', () => {
  const runs = new Runs();
  const feed = rows(200, 101);
  const before = runs.cut(feed);
  const after = runs.cut([...feed, ...rows(100, 1)]);
  expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  expect(after.slice(0, before.length - 1).every((run, index) => run === before[index])).toBe(true);
  expect(ids(after)).toHaveLength(200);
});

test('a row stays the same object until something of it changes', () => {
  const runs = new Runs();
  const card = shown('1');
  const parent = shown('0');
  const first = runs.row({ card, parents: [parent], taker: undefined, change: undefined, opens: true });
  expect(runs.row({ card, parents: [parent], taker: undefined, change: undefined, opens: true })).toBe(first);
  const others: Row[] = [
    { card, parents: [{ ...parent }], taker: undefined, change: undefined, opens: true },
    { card, parents: [parent], taker: undefined, change: { to: {} }, opens: true },
    { card, parents: [parent], taker: undefined, change: undefined, opens: false },
    { card: { ...card }, parents: [parent], taker: undefined, change: undefined, opens: true },
  ];
  for (const other of others) expect(new Runs().row(other)).toBe(other);
  for (const other of others) expect(runs.row(other)).toBe(other);
});
