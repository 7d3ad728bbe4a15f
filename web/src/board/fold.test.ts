import { describe, expect, it } from 'vitest';
import type { Card, CardPage, Snapshot, Trail } from '../protocol';
import {
  apply,
  begin,
  type Entry,
  grown,
  mergeCards,
  mergeTrails,
  openEnds,
  trailCards,
  type Window,
  warmTrails,
} from '.';

interface Fixture {
  name: string;
  complete: boolean;
  history: Entry[];
  snapshot: Snapshot;
  events: Entry[];
  answers: Snapshot;
  board: { cards: Card[]; trails: Trail[] };
}

const files = import.meta.glob<Fixture>('../../../fixtures/*.json', { eager: true, import: 'default' });
const fixtures = Object.values(files).filter(file => file.snapshot);

/** What the server answers about these cards. */
function page({ answers, board }: Fixture, ids: Iterable<string>): CardPage {
  const find = (id: string) => board.cards.filter(card => card.id === id);
  const cards = [...ids].flatMap(find);
  const context = cards.flatMap(card => card.builds_on.flatMap(find));
  return { position: answers.position, cards, context, more: false };
}

/** Fetches what is missing until nothing is. */
function fill(window: Window, fixture: Fixture): number {
  const { answers, board } = fixture;
  let rounds = 0;
  while (window.missing.cards.size + window.missing.trails.size > 0) {
    expect(++rounds).toBeLessThan(10);
    const trails = board.trails.filter(({ seed }) => window.missing.trails.has(seed));
    if (trails.length) mergeTrails(window, { position: answers.position, trails, context: [] });
    if (window.missing.cards.size) mergeCards(window, page(fixture, window.missing.cards.keys()));
  }
  return rounds;
}

/** Holds every answer of a window against the server's own. */
function hold(window: Window, { answers, board }: Fixture) {
  const card = (id: string) => board.cards.find(each => each.id === id);
  for (const [id, held] of window.cards) if (!window.missing.cards.has(id)) expect(held).toEqual(card(id));
  for (const [seed, held] of window.trails)
    if (!window.missing.trails.has(seed)) expect(held).toEqual(board.trails.find(trail => trail.seed === seed));
  expect(window.circle).toEqual(answers.circle);
  expect([...window.members.values()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(answers.members);
  expect(window.position).toBe(answers.position);
  expect(window.feed).toEqual(board.cards.map(each => each.id).slice(0, window.feed.length));
}

describe.each(fixtures)('$name', fixture => {
  it('begins as the server answers', () => {
    const { snapshot } = fixture;
    const window = begin(snapshot);
    expect(window.feed.map(id => window.cards.get(id))).toEqual(snapshot.cards);
    expect(warmTrails(window)).toEqual(snapshot.trails);
    expect(openEnds(window).map(card => card.id)).toEqual(snapshot.open_ends);
    expect(grown(window).map(card => card.id)).toEqual(snapshot.grown);
  });

  it('gives the answers of the server, or says that it cannot', () => {
    const window = begin(fixture.snapshot);
    for (const event of fixture.events) apply(window, event);
    if (fixture.complete) expect(window.missing).toEqual({ cards: new Map(), trails: new Set() });
    else expect(window.missing.cards.size + window.missing.trails.size).toBeGreaterThan(0);
    fill(window, fixture);
    hold(window, fixture);
    const { answers, board } = fixture;
    expect(warmTrails(window).slice(0, answers.trails.length)).toEqual(answers.trails);
    expect(openEnds(window).map(card => card.id)).toEqual(answers.open_ends);
    expect(grown(window).map(card => card.id)).toEqual(answers.grown);
    for (const { seed } of board.trails) {
      const ids = board.cards.filter(card => card.trails.some(reach => reach.seed === seed)).map(card => card.id);
      expect(trailCards(window, seed).map(card => card.id)).toEqual(ids.reverse().filter(id => window.cards.has(id)));
    }
  });

  it('applies no entry twice', () => {
    const window = begin(fixture.snapshot);
    for (const event of [...fixture.history, ...fixture.events]) apply(window, event);
    for (const event of [...fixture.events].reverse()) apply(window, event);
    fill(window, fixture);
    hold(window, fixture);
  });

  it('passes over what a fetched state holds already', () => {
    // The page is told about the end before it hears of it: it must come out the same.
    const window = begin(fixture.snapshot);
    mergeCards(
      window,
      page(
        fixture,
        fixture.board.cards.map(card => card.id),
      ),
    );
    mergeTrails(window, { position: fixture.answers.position, trails: fixture.board.trails, context: [] });
    for (const event of fixture.events) apply(window, event);
    fill(window, fixture);
    hold(window, fixture);
  });

  it('replaces what it changes, so that identity tells what is new', () => {
    const window = begin(fixture.snapshot);
    for (const event of fixture.events) {
      const before = new Map(window.cards);
      const texts = new Map([...before].map(([id, card]) => [id, JSON.stringify(card)]));
      apply(window, event);
      for (const [id, card] of window.cards) if (card !== before.get(id)) expect(window.changed).toContain(id);
      for (const [id, card] of before) expect(JSON.stringify(card)).toBe(texts.get(id));
    }
  });
});

it('finds the fixtures', () => expect(fixtures.length).toBeGreaterThanOrEqual(21));

it('keeps what it cannot read yet', () => {
  const fixture = fixtures.find(each => each.name === 'unknown-type')!;
  const window = begin(fixture.snapshot);
  for (const event of fixture.events) apply(window, event);
  expect(window.unread.map(each => each.type)).toEqual(['pod_opened', 'trace_left']);
});

it('takes no state that is older than the window', () => {
  const fixture = fixtures.find(each => each.name === 'build-on')!;
  const window = begin(fixture.snapshot);
  for (const event of fixture.events) apply(window, event);
  const { position, cards } = fixture.snapshot;
  expect(mergeCards(window, { position, cards, context: [], more: false })).toBe(false);
  hold(window, fixture);
});
