import { expect, it } from 'vitest';
import file from '../../../fixtures/warmth.json';
import { WARMTH_TABLE } from '../protocol';
import { comparePositions } from './place';
import { deposit, level, rescale, TABLE } from './warmth';

type Row = [number, number, number, number, number];
const { deposits, rescales } = file as unknown as Record<'deposits' | 'rescales', Row[]>;

it('computes the integers of the server', () => {
  for (const [warmth, at, halvings, halfLife, sum] of deposits)
    expect(deposit(warmth, at, halvings, halfLife)).toBe(sum);
  for (const [warmth, at, from, to, moved] of rescales) expect(rescale(warmth, at, from, to)).toBe(moved);
});

it('computes the table of the protocol, and far from where a rounding would turn', () => {
  expect(TABLE).toEqual([...WARMTH_TABLE]);
  const exact = TABLE.map((_, index) => 65_536 * Math.log2(1 + 2 ** (-index / 16)));
  for (const value of exact) expect(Math.abs((value % 1) - 0.5)).toBeGreaterThan(1 / 5_000);
});

it('glows from 0 to 1, and never stops on the way', () => {
  const hour = 3_600_000;
  const levels = [-40, -2, 0, 1, 40].map(ahead => level(1e12 + ahead * hour, 1e12, hour));
  expect(levels).toEqual([...levels].sort((a, b) => a - b));
  expect(levels[0]).toBeLessThan(0.001);
  expect(levels[2]).toBeCloseTo(0.75);
  expect(levels[4]).toBe(1);
});

it('orders positions by number, however many digits they have', () => {
  const nonce = '00c0ffee00c0ffee';
  const ordered = [`1-9-${nonce}`, `1-10-${nonce}`, `2-0-${nonce}`, `2-18446744073709551615-${nonce}`, `10-0-${nonce}`];
  expect([...ordered].reverse().sort(comparePositions)).toEqual(ordered);
  expect(comparePositions(ordered[0]!, ordered[0]!)).toBe(0);
});
