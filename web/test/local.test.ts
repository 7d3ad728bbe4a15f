// Times that a person picks, by clocks that are put forward and back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { field, instant } from '../src/base/local';

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Vienna';
});
afterAll(() => {
  process.env.TZ = before;
});

describe('a picked time', () => {
  test('is the instant at which local clocks show it', () => {
    expect(instant('2026-07-01T18:30')).toEqual({ at_ms: Date.parse('2026-07-01T16:30Z'), comes: 'once' });
    expect(field(Date.parse('2026-07-01T16:30Z'))).toBe('2026-07-01T18:30');
  });

  test('that clocks skip is moved behind the change', () => {
    expect(instant('2026-03-29T02:30')).toEqual({ at_ms: Date.parse('2026-03-29T01:30Z'), comes: 'never' });
    expect(field(Date.parse('2026-03-29T01:30Z'))).toBe('2026-03-29T03:30');
  });

  test('that occurs twice is the first of both', () => {
    expect(instant('2026-10-25T02:30')).toEqual({ at_ms: Date.parse('2026-10-25T00:30Z'), comes: 'twice' });
    expect(instant('2026-10-25T01:59')?.comes).toBe('once');
    expect(instant('2026-10-25T03:00')?.comes).toBe('once');
  });

  test('that is invalid is undefined', () => expect(instant('soon')).toBeUndefined());
});
