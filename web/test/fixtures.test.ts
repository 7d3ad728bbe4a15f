// What the server's fold tells: frames that follow a snapshot, and what a page must show after them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Rows, ServerFrame, Snapshot } from '../src/protocol';
import { begin } from '../src/rows/space';

interface Fixture {
  snapshot: Snapshot;
  frames?: ServerFrame[];
  /** The rows that a page holds in the end, and its lists down to their edges. */
  answers: { rows: Rows; feed: number[]; warm: number[]; open_ends: number[] };
}

const folder = join(import.meta.dirname, '../../fixtures');
const stories = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => ({ name, story: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture }))
  .filter(({ story }) => story.frames && story.answers.rows);

/** Two windows on one list may differ in depth, never in order. */
function inOneOrder(held: number[], told: number[]): void {
  const most = Math.min(held.length, told.length);
  expect(held.slice(0, most)).toEqual(told.slice(0, most));
}

describe('a page that merges what the server tells', () => {
  test.skipIf(stories.length > 0)('has no stories to read yet', () => {});

  test.each(stories)('shows the same: $name', ({ story: { snapshot, frames, answers } }) => {
    const space = begin(snapshot);
    for (const frame of frames!) {
      if (frame.type === 'mine') space.mark(frame.marks, frame.to);
      if (frame.type !== 'states') continue;
      space.merge(frame, frame.to);
      space.rows.reach(frame.to);
    }
    const { rows, lists } = space;
    const { circle, members = [], cards = [], lights = [], trails = [] } = answers.rows;
    if (circle) expect(rows.circle).toEqual(circle);
    for (const member of members) expect(rows.members.get(member.id)).toEqual(member);
    for (const card of cards) expect(rows.cards.get(card.n)).toEqual(card);
    for (const light of lights) expect(rows.lights.get(light[0])).toEqual(light);
    for (const trail of trails) expect(rows.trails.get(trail.n)).toEqual(trail);
    inOneOrder(
      lists.feed().map(({ n }) => n),
      answers.feed,
    );
    inOneOrder(
      lists.warm().map(({ n }) => n),
      answers.warm,
    );
    inOneOrder(
      lists.openEnds().map(({ n }) => n),
      answers.open_ends,
    );
  });
});
