// What the server's fold tells: frames that follow a snapshot, and what a page must show after them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CardPage, OwnRound, Rows, ServerFrame, Snapshot, TrailsPage, TrailView } from '../src/protocol';
import { begin, type Space } from '../src/rows/space';
import { gatherings, rounds } from '../src/rows/together';

/** An answer that is merged after so many frames. */
interface Asked {
  after: number;
  older?: CardPage;
  colder?: TrailsPage;
  cards?: CardPage;
  trail?: TrailView;
  open_ends?: CardPage;
}

interface Fixture {
  snapshot: Snapshot;
  frames: ServerFrame[];
  pages: Asked[];
  /** The rows that a page holds in the end, and its lists down to their edges. */
  answers: {
    /** Absent where the page is told to begin anew. */
    rows?: Rows;
    feed: number[];
    warm: number[];
    open_ends: number[];
    rounds?: number[];
    gatherings?: number[];
    own_rounds?: OwnRound[];
    paged?: {
      rows: Rows;
      feed: number[];
      warm: number[];
      open_ends: number[];
      trails: { seed: number; listed: number[] }[];
    };
  };
}

const folder = join(import.meta.dirname, '../../fixtures');
const stories = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => ({ name, story: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture }))
  .filter(({ story }) => story.answers.rows);

function merge(space: Space, { older, colder, cards, trail, open_ends }: Asked): void {
  const page = older ?? colder ?? cards ?? trail ?? open_ends;
  if (page) space.merge(page, page.position);
  if (older) space.lists.feedEdge = older.edge;
  if (colder) space.lists.warmEdge = colder.warm_edge;
  if (open_ends) space.lists.openEdge = open_ends.edge;
  if (trail) space.lists.trailEdges.set(trail.seed, trail.edge);
}

/** The space after all frames, and the pages where they came. */
function told({ snapshot, frames }: Fixture, pages: Asked[]): Space {
  const space = begin(snapshot);
  for (let at = 0; at <= frames.length; at += 1) {
    for (const asked of pages) if (asked.after === at) merge(space, asked);
    const frame = frames[at];
    if (frame?.type === 'mine') {
      space.mark(frame.marks, frame.to);
      space.own(frame.own_rounds, frame.to);
    }
    if (frame?.type !== 'states') continue;
    space.merge(frame, frame.to);
    space.rows.reach(frame.to);
  }
  return space;
}

function holds({ rows }: Space, told: Rows): void {
  const { circle, members = [], cards = [], lights = [], trails = [], rounds = [], gatherings = [] } = told;
  if (circle) expect(rows.circle).toEqual(circle);
  for (const member of members) expect(rows.members.get(member.id)).toEqual(member);
  for (const card of cards) expect(rows.cards.get(card.n)).toEqual(card);
  for (const light of lights) expect(rows.lights.get(light[0])).toEqual(light);
  for (const trail of trails) expect(rows.trails.get(trail.n)).toEqual(trail);
  for (const round of rounds) expect(rows.rounds.get(round.n)).toEqual(round);
  for (const one of gatherings) expect(rows.gatherings.get(one.n)).toEqual(one);
}

const numbers = (rows: { n: number }[]): number[] => rows.map(({ n }) => n);

describe('a page that merges what the server tells', () => {
  test('finds stories to read', () => expect(stories.length).toBeGreaterThan(15));

  test.each(stories)('shows the same: $name', ({ story }) => {
    const space = told(story, []);
    const { answers } = story;
    holds(space, answers.rows!);
    expect(numbers(space.lists.feed())).toEqual(answers.feed);
    expect(numbers(space.lists.warm())).toEqual(answers.warm);
    expect(numbers(space.lists.openEnds())).toEqual(answers.open_ends);
    expect(numbers(rounds(space))).toEqual(answers.rounds ?? []);
    expect(numbers(gatherings(space))).toEqual(answers.gatherings ?? []);
    for (const own of answers.own_rounds ?? []) expect(space.rows.own.get(own.id)).toEqual(own);
  });

  test.each(stories.filter(({ story }) => story.answers.paged))(
    'shows what pages bring in between: $name',
    ({ story }) => {
      const space = told(story, story.pages);
      const paged = story.answers.paged!;
      holds(space, story.answers.rows!);
      holds(space, paged.rows);
      expect(numbers(space.lists.feed())).toEqual(paged.feed);
      expect(numbers(space.lists.warm())).toEqual(paged.warm);
      expect(numbers(space.lists.openEnds())).toEqual(paged.open_ends);
      for (const { seed, listed } of paged.trails) expect(numbers(space.lists.trail(seed))).toEqual(listed);
    },
  );
});
