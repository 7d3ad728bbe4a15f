// The session as whose it is: who looks, what the browser kept for them, and what is asked for their sake.

import { describe, expect, test, vi } from 'vitest';
import { visited } from '../src/live/memory';
import { loadTrail } from '../src/live/trail';
import { picture } from '../src/rows/picture';
import { begin } from '../src/rows/space';
import { first, me, mine, onBoard, states } from './page';
import { at, card, id, light, member, person, SPACE, snapshot, trail } from './rowing';
import { answering, json, Line, pass, refusal } from './wires';

describe('a session', () => {
  const page = onBoard();

  test('asks for the reader’s marks on its cards', async () => {
    page.marks = { marks: [{ n: 2, warmed: true }], role: 'host' };
    await page.start();
    await pass(20);
    expect(page.asked).toContainEqual(expect.stringMatching(/^mine\?cards=2,1&at_least=/));
    expect(page.session.view.value).toMatchObject({ me, role: 'host' });
    expect(page.session.view.value?.feed[0]?.warmed).toBe(true);
  });

  test('of a new circle, whose snapshot names nobody, learns who the reader is and their role', async () => {
    page.board = snapshot(2, { members: [] });
    page.marks = { role: 'host', members: [member(1, { role: 'host' })] };
    await page.start();
    await pass(20);
    expect(page.session.view.value).toMatchObject({ me, role: 'host' });
    expect(page.session.view.value?.members.get(me)?.role).toBe('host');
    Line.last.welcomes(me);
    Line.last.says(states(3, { lights: [light(1)] }));
    await pass(20);
    expect(page.asked.filter(path => path.startsWith('mine'))).toHaveLength(1);
  });

  test('resumes from its stored picture without a snapshot, and changes no row before it is live', async () => {
    page.kept = picture(SPACE, begin(first), { me, role: 'member' });
    visited(SPACE, { me, at_ms: Date.now() - 3_600_000 });
    page.marks = { grown: [3], cards: [card(3, { builds_on: [id(2)] })] };
    await page.start();
    expect(page.feed()).toEqual([2, 1]);
    Line.last.open();
    expect(Line.last.sent).toEqual([{ type: 'hello', version: 2, spaces: [{ space: SPACE, after: at(5) }] }]);
    let word = '';
    page.session.arrived = () => {
      word = page.session.word.value;
    };
    Line.last.welcomes(me);
    Line.last.says(states(8, { cards: [card(3, { builds_on: [id(2)] })], lights: [light(3), light(2, 2_000, 1)] }));
    expect([page.session.word.value, word, page.session.gate.value]).toEqual(['live', 'catching up', 'in']);
    expect(page.feed()).toEqual([3, 2, 1]);
    await pass(20);
    expect(page.session.keeper.back.value).toEqual({ grown: [id(3)], joined: [] });
    expect(page.asked.filter(path => path.startsWith('snapshot'))).toEqual([]);
    expect(
      page.asked.every(path => path.startsWith('mine?grown_since_ms=9996400000&joined_since_ms=9996400000&')),
    ).toBe(true);
  });

  test('asks once for all rows that others refer to and that it lacks', async () => {
    await page.start();
    Line.last.welcomes(me);
    const cards = [card(30, { builds_on: [id(20), id(21)] }), card(31, { by: person(7), builds_on: [id(20)] })];
    Line.last.says(states(6, { cards, trails: [trail(22, 9, { newest: 31, people: [7, 0] })] }));
    await pass(50);
    Line.last.says(states(7, { lights: [light(30, 5, 1)] }));
    await pass(50);
    const named = page.asked.filter(path => path.startsWith('cards')).map(path => decodeURIComponent(path));
    expect(named).toEqual([
      `cards?ids=${[id(20), id(31), id(21)].join()}&at_least=${at(6)}`,
      `cards?ns=22&at_least=${at(6)}`,
    ]);
    expect(page.session.view.value?.cards.get(id(20))?.text).toBe('trace 20');
    expect(page.session.view.value?.trails[0]).toMatchObject({ seed: id(22), people: [person(7), person(0)] });
  });

  test('asks once for the members of a trail whose rows it lacks', async () => {
    await page.start();
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
    expect(page.session.view.value?.trails.map(({ people }) => people)).toEqual([[person(5), person(0)], []]);
    vi.stubGlobal('fetch', answer);
  });

  test('finds the trail of a trace whose seed it lacks', async () => {
    page.board = { ...first, cards: [...first.cards, card(30, { trails: [9] })] };
    await page.start();
    expect(page.session.seedOf(id(30))).toBe(id(30));
    expect(await page.session.load((api, space) => loadTrail(api, space, id(30)))).toMatchObject({ more: false });
    expect(page.session.seedOf(id(30))).toBe(id(9));
    expect(page.session.trailCards(id(30)).map(({ n }) => n)).toEqual([9, 30]);
  });

  test('drops the board when somebody else signs in in this browser', async () => {
    page.kept = picture(SPACE, begin(first), { me: person(8), role: 'host' });
    visited(SPACE, { me: person(8), at_ms: Date.now() });
    await page.start();
    Line.last.welcomes(me);
    expect(page.session.view.value).toBeUndefined();
    await pass(20);
    expect(page.session.view.value).toMatchObject({ me, role: 'member' });
    expect(page.kept?.me).toBe(me);
  });

  test('drops its picture and shows no board when the session has ended', async () => {
    await page.start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    await pass(20);
    expect(page.kept).toBeDefined();
    answering({ states: () => refusal('not_signed_in', 401) });
    Line.last.breaks(4020);
    await pass(20);
    expect([page.session.gate.value, page.session.view.value, page.kept]).toEqual(['out', undefined, undefined]);
  });

  test('asks again for the member when somebody else signs in in another tab', async () => {
    page.kept = picture(SPACE, begin(first), { me, role: 'member' });
    visited(SPACE, { me, at_ms: Date.now() });
    await page.start();
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
