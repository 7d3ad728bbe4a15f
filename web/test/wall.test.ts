import { describe, expect, it } from 'vitest';
import type { WallShows, WallTrace } from '../src/protocol';
import { keep, read } from '../src/wall/key';
import { scene, warmth } from '../src/wall/picture';
import { size } from '../src/wall/size';

const trace = (id: string, at_ms: number, builds_on: string[] = [], more: Partial<WallTrace> = {}): WallTrace => ({
  id,
  colour: 1,
  at_ms,
  text: id,
  builds_on,
  ...more,
});
const shows = (more: Partial<WallShows>): WallShows => ({
  half_life_ms: 1,
  traces: [],
  newest: [],
  warm: [],
  open_ends: [],
  ...more,
});
const ids = (picture: WallShows, step = 0) => {
  const now = scene(picture, step);
  return 'cards' in now ? now.cards.map(({ id }) => id) : now.at === 'open' ? [now.end.id] : [];
};

describe('a wall', () => {
  const traces = [
    trace('seed', 1),
    trace('grew', 3, ['seed']),
    trace('woven', 6, ['grew', 'other']),
    trace('other', 2, [], { open_end: 'go on' }),
    trace('alone', 5),
  ];

  it('shows the newest with what it builds on, the newest last, and three at most', () => {
    expect(ids(shows({ traces, newest: ['woven', 'alone'] }))).toEqual(['other', 'grew', 'woven']);
  });

  it('fills up with what came before where a trace builds on little', () => {
    expect(ids(shows({ traces, newest: ['alone', 'grew', 'other'] }))).toEqual(['other', 'grew', 'alone']);
    const chain = traces.filter(({ id }) => id !== 'other');
    expect(ids(shows({ traces: chain, newest: ['woven', 'alone'] }))).toEqual(['seed', 'grew', 'woven']);
  });

  it('is empty without traces', () => {
    expect(scene(shows({}), 7)).toEqual({ at: 'empty' });
  });

  it('brings back warm trails and open ends in quiet spells, and the newest each third time', () => {
    const picture = shows({ traces, newest: ['alone'], warm: ['alone', 'woven'], open_ends: ['other'] });
    const seen = Array.from({ length: 6 }, (_, step) => scene(picture, step).at);
    expect(seen).toEqual(['newest', 'warm', 'open', 'newest', 'warm', 'open']);
    expect(ids(picture, 1)).toEqual(['other', 'grew', 'woven']);
    expect(ids(picture, 2)).toEqual(['other']);
    // Nothing but the newest: it stays.
    expect(scene(shows({ traces, newest: ['alone'], warm: ['alone'] }), 4).at).toBe('newest');
  });

  it('reads a link with its circle and secret, and no other', () => {
    const code = `01a20000000070008000000000000001${'s'.repeat(43)}`;
    expect(read(code)).toEqual({ circle: '01a20000-0000-7000-8000-000000000001', secret: 's'.repeat(43) });
    for (const other of ['', 'invite=x', code.slice(0, 40), code.slice(0, -1), code.replace('0', 'x')]) {
      expect(read(other)).toBeUndefined();
    }
  });

  it('reads a link as messengers and mail leave it', () => {
    const [circle, secret] = ['01a20000000070008abc000000000001', `-${'sT_'.repeat(14)}`];
    const key = { circle: '01a20000-0000-7000-8abc-000000000001', secret };
    const code = circle + secret;
    for (const mangled of [
      `${code}.`,
      `${code})`,
      `(${code}`,
      `${code}\u200b`,
      `${circle}\u200d${secret}`,
      `${code}&utm_source=x`,
      `${code}?fbclid=x`,
      `${code}%`,
      `${code}%20`,
      `${code.slice(0, 50)}%0A${code.slice(50)}`,
      `${code.slice(0, 50)}=%0D%0A> ${code.slice(50)}`,
      `%23${code}`,
      `%2523${code}`,
      circle.toUpperCase() + secret,
    ])
      expect(read(mangled), mangled).toEqual(key);
  });

  it('keeps its link out of the address, and shows no other wall where one can’t be read', () => {
    const code = `01a20000000070008abc000000000001${'s'.repeat(43)}`;
    location.hash = `${code}.`;
    const key = keep();
    expect([key, location.hash]).toEqual([read(code), '']);
    expect(keep()).toEqual(key);
    location.hash = code.slice(0, 60);
    expect(keep()).toBe('unclear');
    location.hash = '';
    expect(keep()).toEqual(key);
  });

  it('writes short texts larger, and wide characters count twice', () => {
    expect([
      size('short', true, false),
      size('x'.repeat(100), true, false),
      size('x'.repeat(200), true, false),
    ]).toEqual(['huge', 'large', 'plain']);
    expect([size('short', false, false), size('長'.repeat(60), true, false)]).toEqual(['plain', 'large']);
  });

  it('lets a card cool by half with each half-life', () => {
    expect([warmth(100, 100, 10), warmth(100, 110, 10), warmth(100, 90, 10)]).toEqual([1, 0.5, 1]);
  });
});
