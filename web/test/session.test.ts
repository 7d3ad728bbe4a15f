import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { part } from '../src/link/line';
import { later } from '../src/live/later';
import { visited } from '../src/live/memory';
import { Session } from '../src/live/session';
import { loadTrail } from '../src/live/trail';
import { passing, type Store } from '../src/outbox/store';
import type { MinePage, Snapshot } from '../src/protocol';
import { picture } from '../src/rows/picture';
import type { Picture } from '../src/rows/restore';
import { begin } from '../src/rows/space';
import { at, card, id, light, member, person, SPACE, snapshot, trail } from './rowing';
import { answering, html, json, Line, pass, refusal } from './wires';

const me = person(1);
const mine = (more: Partial<MinePage> = {}) => ({ position: at(1), me, role: 'member', marks: [], grown: [], ...more });
const first = snapshot(5, {
  ...{ cards: [card(2), card(1)], lights: [light(2), light(1)], feed: [2, 1], edge: { at_ms: 1_000, n: 1 } },
});
const states = (seq: number, rows: object = {}) => ({ type: 'states', space: SPACE, to: at(seq), ...rows });

describe('a session', () => {
  let session: Session;
  let kept: Picture | undefined;
  let board: Snapshot;
  let marks: Partial<MinePage>;
  let asked: string[];
  const arrived: string[][] = [];
  const store: Store = {
    ...passing,
    picture: async () => kept,
    keepPicture: async (_, picture) => {
      kept = picture;
    },
  };
  const feed = () => session.view.value?.feed.map(({ n }) => n);
  const start = async () => {
    session = new Session(SPACE, store, 'tab');
    session.arrived = ids => void (ids.length > 0 && arrived.push(ids));
    await session.start();
    await pass(0);
  };
  beforeAll(async () => {
    await later();
    part.near();
    await vi.waitFor(() => expect(part.it.value).toBeDefined());
  });
  beforeEach(() => {
    vi.useFakeTimers({ now: 10_000_000_000 });
    vi.stubGlobal('WebSocket', Line);
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16));
    localStorage.clear();
    Line.all = [];
    kept = undefined;
    board = first;
    marks = {};
    arrived.length = 0;
    asked = answering({
      snapshot: () => json(board),
      mine: () => json(mine(marks)),
      cards: url => {
        const ns = (url.searchParams.get('ns') ?? '').split(',').map(Number);
        const ids = (url.searchParams.get('ids') ?? '').split(',').map(id => Number(id.slice(-8)));
        const cards = (url.searchParams.has('ns') ? ns : ids).map(n => card(n, { by: person(7) }));
        return json({ position: at(6), feed: cards.map(({ n }) => n), cards, members: [member(7)] });
      },
      'trails/': () => json({ position: at(6), seed: 9, listed: [9, 30], cards: [card(9), card(30, { trails: [9] })] }),
    });
  });
  afterEach(() => {
    session.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('begins with the snapshot as the document names it, says hello beside it, and follows from there', async () => {
    await start();
    expect(asked[0]).toBe('snapshot');
    expect(feed()).toEqual([2, 1]);
    Line.last.welcomes(me);
    expect(session.view.value?.me).toBe(me);
    expect(Line.last.sent).toEqual([{ type: 'hello', version: 2, spaces: [{ space: SPACE, after: at(5) }] }]);
    expect(session.word.value).toBe('catching up');
    Line.last.says(states(5));
    expect(session.word.value).toBe('live');
  });

  test('waits out a proxy’s own page in place of the snapshot, and names its position to the socket that is open', async () => {
    const answer = globalThis.fetch;
    answering({ snapshot: () => html(503) });
    await start();
    Line.last.welcomes(me);
    expect([Line.last.sent[0]?.spaces, session.gate.value, session.word.value]).toEqual([[], 'asking', 'offline']);
    vi.stubGlobal('fetch', answer);
    await pass(1_000);
    expect(Line.last.sent.at(-1)).toEqual({ type: 'follow', space: SPACE, after: at(5) });
    Line.last.says(states(5));
    expect([feed(), session.word.value]).toEqual([[2, 1], 'live']);
  });

  test('asks what the held cards are to the one who looks', async () => {
    marks = { marks: [{ n: 2, warmed: true }], role: 'host' };
    await start();
    await pass(20);
    expect(asked).toContainEqual(expect.stringMatching(/^mine\?cards=2,1&at_least=/));
    expect(session.view.value).toMatchObject({ me, role: 'host' });
    expect(session.view.value?.feed[0]?.warmed).toBe(true);
  });

  test('of a new circle, whose snapshot names nobody, learns who looks and what they may do', async () => {
    board = snapshot(2, { members: [] });
    marks = { role: 'host', members: [member(1, { role: 'host' })] };
    await start();
    await pass(20);
    expect(session.view.value).toMatchObject({ me, role: 'host' });
    expect(session.view.value?.members.get(me)?.role).toBe('host');
    Line.last.welcomes(me);
    Line.last.says(states(3, { lights: [light(1)] }));
    await pass(20);
    expect(asked.filter(path => path.startsWith('mine'))).toHaveLength(1);
  });

  test('comes back from its picture without a snapshot, and moves nothing before it is live', async () => {
    kept = picture(SPACE, begin(first), { me, role: 'member' });
    visited(SPACE, { me, at_ms: Date.now() - 3_600_000 });
    marks = { grown: [3], cards: [card(3, { builds_on: [id(2)] })] };
    await start();
    expect(feed()).toEqual([2, 1]);
    Line.last.open();
    expect(Line.last.sent).toEqual([{ type: 'hello', version: 2, spaces: [{ space: SPACE, after: at(5) }] }]);
    let word = '';
    session.arrived = () => {
      word = session.word.value;
    };
    Line.last.welcomes(me);
    Line.last.says(states(8, { cards: [card(3, { builds_on: [id(2)] })], lights: [light(3), light(2, 2_000, 1)] }));
    expect([session.word.value, word, session.gate.value]).toEqual(['live', 'catching up', 'in']);
    expect(feed()).toEqual([3, 2, 1]);
    await pass(20);
    expect(session.grown.value).toEqual([id(3)]);
    expect(asked.filter(path => path.startsWith('snapshot'))).toEqual([]);
    expect(asked.every(path => path.startsWith('mine?grown_since_ms=9996400000&'))).toBe(true);
  });

  test('tells what others left, and never one’s own', async () => {
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6, { cards: [card(3), card(4, { by: me }), card(0)] }));
    Line.last.says(states(7, { cards: [card(3, { text: 'reworded' }), card(5)] }));
    await pass(20);
    expect(arrived).toEqual([[id(3)], [id(5)]]);
  });

  test('begins anew where it is told to: the old board stays until the new one is there, and is followed', async () => {
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    board = snapshot(2, { position: at(2, 9), cards: [card(7)], feed: [7] });
    Line.last.says({ type: 'anew', space: SPACE, why: 'unknown_history' });
    // What is still on its way of the old one is not for the new one.
    Line.last.says(states(99, { cards: [card(98)] }));
    expect([session.word.value, feed()]).toEqual(['catching up', [2, 1]]);
    await pass(20);
    expect(feed()).toEqual([7]);
    expect(Line.last.sent.at(-1)).toEqual({ type: 'follow', space: SPACE, after: at(2, 9) });
    Line.last.says({ type: 'states', space: SPACE, to: at(2, 9) });
    expect(session.word.value).toBe('live');
  });

  test('that began anew tells what others left meanwhile, as far as it follows on what was shown', async () => {
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    board = snapshot(90, { cards: [card(9), card(8, { by: me }), card(2)], feed: [9, 8, 2] });
    Line.last.says({ type: 'anew', space: SPACE, why: 'too_far_back' });
    await pass(20);
    expect(arrived).toEqual([[id(9)]]);
  });

  test('asks once for all that rows name and that isn’t here', async () => {
    await start();
    Line.last.welcomes(me);
    const cards = [card(30, { builds_on: [id(20), id(21)] }), card(31, { by: person(7), builds_on: [id(20)] })];
    Line.last.says(states(6, { cards, trails: [trail(22, 9, { newest: 31, people: [7, 0] })] }));
    await pass(50);
    Line.last.says(states(7, { lights: [light(30, 5, 1)] }));
    await pass(50);
    const named = asked.filter(path => path.startsWith('cards')).map(path => decodeURIComponent(path));
    expect(named).toEqual([
      `cards?ids=${[id(20), id(31), id(21)].join()}&at_least=${at(6)}`,
      `cards?ns=22&at_least=${at(6)}`,
    ]);
    expect(session.view.value?.cards.get(id(20))?.text).toBe('trace 20');
    expect(session.view.value?.trails[0]).toMatchObject({ seed: id(22), people: [person(7), person(0)] });
  });

  test('asks once for those who went along a trail and aren’t here', async () => {
    await start();
    Line.last.welcomes(me);
    const answer = globalThis.fetch;
    const also = answering({
      trails: () =>
        json({ position: at(6), warm: [2], trails: [trail(2, 90, { people: [5, 0] })], members: [member(5)] }),
      mine: () => json(mine()),
    });
    Line.last.says(states(6, { trails: [trail(2, 90, { people: [5, 0] }), trail(1, 80, { people: [6] })] }));
    await pass(20);
    Line.last.says(states(7, { lights: [light(1)] }));
    await pass(20);
    expect(also.filter(path => path.startsWith('trails'))).toEqual([`trails?after=91,0&at_least=${at(6)}`]);
    expect(session.view.value?.trails.map(({ people }) => people)).toEqual([[person(5), person(0)], []]);
    vi.stubGlobal('fetch', answer);
  });

  test('finds the trail of a trace whose seed isn’t here', async () => {
    board = { ...first, cards: [...first.cards, card(30, { trails: [9] })] };
    await start();
    expect(session.seedOf(id(30))).toBe(id(30));
    expect(await session.load((api, space) => loadTrail(api, space, id(30)))).toMatchObject({ more: false });
    expect(session.seedOf(id(30))).toBe(id(9));
    expect(session.trailCards(id(30)).map(({ n }) => n)).toEqual([9, 30]);
  });

  test('shows what was acked until its states are there, and then the card', async () => {
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    const trace = session.act({ type: 'leave', text: 'mine' });
    await pass(20);
    expect(Line.last.kinds).toContain('post');
    Line.last.says({ type: 'ack', id: trace, position: at(7), at_ms: 1 });
    expect(session.pending.value.leaves.map(({ text }) => text)).toEqual(['mine']);
    Line.last.says(states(7, { cards: [card(3, { id: trace, by: me, text: 'mine' })] }));
    await pass(20);
    expect(session.pending.value.leaves).toEqual([]);
    expect(session.view.value?.feed[0]?.id).toBe(trace);
    expect(arrived).toEqual([]);
  });

  test('lets go of the board where somebody else came in by this browser', async () => {
    kept = picture(SPACE, begin(first), { me: person(8), role: 'host' });
    visited(SPACE, { me: person(8), at_ms: Date.now() });
    await start();
    Line.last.welcomes(me);
    expect(session.view.value).toBeUndefined();
    await pass(20);
    expect(session.view.value).toMatchObject({ me, role: 'member' });
    expect(kept?.me).toBe(me);
  });

  test('drops its picture and stays out where the session is gone', async () => {
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    await pass(20);
    expect(kept).toBeDefined();
    answering({ states: () => refusal('not_signed_in', 401) });
    Line.last.breaks(4020);
    await pass(20);
    expect([session.gate.value, session.view.value, kept]).toEqual(['out', undefined, undefined]);
  });

  test('is live by requests as well, and posts only once it knows for whom', async () => {
    await start();
    asked = answering({
      states: url => (url.searchParams.get('wait_ms') === '0' ? json([states(6)]) : undefined),
      mine: () => json(mine()),
      posts: (_, { body }) =>
        json([{ type: 'ack', id: JSON.parse(`${body}`).drafts[0].id, position: at(7), at_ms: 1 }]),
    });
    Line.last.breaks();
    session.act({ type: 'leave', text: 'by request' });
    await pass(50);
    expect(session.word.value).toBe('live');
    expect(session.outbox.items.value.map(({ by, state }) => [by, state])).toEqual([[me, 'acked']]);
    expect(asked.indexOf('posts')).toBeGreaterThan(asked.findIndex(path => path.startsWith('mine')));
  });

  test('loads itself anew where its version isn’t spoken, and is over where that led nowhere', async () => {
    await start();
    const reload = vi.fn(() => true);
    session.reload = reload;
    Line.last.says({ type: 'reload' });
    expect([reload.mock.calls.length, session.word.value]).toEqual([1, 'catching up']);
    await start();
    Line.last.says({ type: 'reload' });
    expect(session.word.value).toBe('crowded');
  });

  test('asks anew who it is where somebody else came in by another tab', async () => {
    kept = picture(SPACE, begin(first), { me, role: 'member' });
    visited(SPACE, { me, at_ms: Date.now() });
    await start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    const others = new BroadcastChannel(`traceboard ${SPACE}`);
    others.postMessage(me);
    vi.useRealTimers();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(Line.all).toHaveLength(1);
    others.postMessage(person(8));
    await vi.waitFor(() => expect(Line.all).toHaveLength(2));
    others.close();
  });
});
