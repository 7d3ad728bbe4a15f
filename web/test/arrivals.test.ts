import { expect, test } from 'vitest';
import { Fold } from '../src/live/fold';
import type { ServerFrame, Snapshot } from '../src/protocol';

const [circle, me, other] = ['1', '2', '3'].map(n => `01990000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const member = (id: string) => ({ id, name: id, colour: 0, role: 'member', state: 'present', imported: false });
const snapshot = {
  ...{ position: null, now_ms: 0, id: circle, circle: { name: 'c', half_life_ms: 3_600_000 }, me, more: false },
  ...{ members: [me, other].map(member), cards: [], context: [], trails: [], open_ends: [], grown: [] },
} as unknown as Snapshot;
const entry = (seq: number, by: string) =>
  ({
    type: 'entry',
    position: `1-${seq}-00000000000000aa`,
    at_ms: seq,
    head: {
      v: 1,
      type: 'trace_left',
      id: `01990000-0000-7000-8000-0000000001${seq}0`,
      by,
      written_at_ms: seq,
      builds_on: [],
    },
    body: { text: 'words' },
  }) as unknown as ServerFrame;

test('only what others left arrives: one’s own trace never waits behind the pill', () => {
  const fold = new Fold(snapshot);
  const arrived = fold.apply([entry(1, me), entry(2, other), entry(2, other)]);
  expect(fold.view().feed).toHaveLength(2);
  expect(arrived).toEqual(['01990000-0000-7000-8000-000000000120']);
});
