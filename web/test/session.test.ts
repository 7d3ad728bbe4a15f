// The session as a connection: how it begins, follows, begins anew and ends.

import { describe, expect, test, vi } from 'vitest';
import { me, mine, onBoard, states } from './page';
import { at, card, id, SPACE, snapshot } from './rowing';
import { answering, html, json, Line, pass } from './wires';

describe('a session', () => {
  const page = onBoard();

  test('begins with the snapshot that the document preloads, sends hello at the same time, and follows from there', async () => {
    await page.start();
    expect(page.asked[0]).toBe('snapshot');
    expect(page.feed()).toEqual([2, 1]);
    Line.last.welcomes(me);
    expect(page.session.view.value?.me).toBe(me);
    expect(Line.last.sent).toEqual([{ type: 'hello', version: 2, spaces: [{ space: SPACE, after: at(5) }] }]);
    expect(page.session.word.value).toBe('catching up');
    Line.last.says(states(5));
    expect(page.session.word.value).toBe('live');
  });

  test('asks again when a proxy’s page comes instead of the snapshot, and follows by the open socket', async () => {
    const answer = globalThis.fetch;
    answering({ snapshot: () => html(503) });
    await page.start();
    Line.last.welcomes(me);
    expect([Line.last.sent[0]?.spaces, page.session.gate.value, page.session.word.value]).toEqual([
      [],
      'asking',
      'offline',
    ]);
    vi.stubGlobal('fetch', answer);
    await pass(1_000);
    expect(Line.last.sent.at(-1)).toEqual({ type: 'follow', space: SPACE, after: at(5) });
    Line.last.says(states(5));
    expect([page.feed(), page.session.word.value]).toEqual([[2, 1], 'live']);
  });

  test('announces traces of others, and never one’s own', async () => {
    await page.start();
    Line.last.welcomes(me);
    Line.last.says(states(6, { cards: [card(3), card(4, { by: me }), card(0)] }));
    Line.last.says(states(7, { cards: [card(3, { text: 'reworded' }), card(5)] }));
    await pass(20);
    expect(page.arrived).toEqual([[id(3)], [id(5)]]);
  });

  test('takes a new snapshot after anew: the old board stays until the new one is there', async () => {
    await page.start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    page.board = snapshot(2, { position: at(2, 9), cards: [card(7)], feed: [7] });
    Line.last.says({ type: 'anew', space: SPACE, why: 'unknown_history' });
    // What is still on its way of the old one is not for the new one.
    Line.last.says(states(99, { cards: [card(98)] }));
    expect([page.session.word.value, page.feed()]).toEqual(['catching up', [2, 1]]);
    await pass(20);
    expect(page.feed()).toEqual([7]);
    expect(Line.last.sent.at(-1)).toEqual({ type: 'follow', space: SPACE, after: at(2, 9) });
    Line.last.says({ type: 'states', space: SPACE, to: at(2, 9) });
    expect(page.session.word.value).toBe('live');
  });

  test('announces traces of others after anew, as far as the new snapshot continues the old board', async () => {
    await page.start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    page.board = snapshot(90, { cards: [card(9), card(8, { by: me }), card(2)], feed: [9, 8, 2] });
    Line.last.says({ type: 'anew', space: SPACE, why: 'too_far_back' });
    await pass(20);
    expect(page.arrived).toEqual([[id(9)]]);
  });

  test('shows what was acked until its states are there, and then the card', async () => {
    await page.start();
    Line.last.welcomes(me);
    Line.last.says(states(6));
    const trace = page.session.act({ type: 'leave', text: 'mine' });
    await pass(20);
    expect(Line.last.kinds).toContain('post');
    Line.last.says({ type: 'ack', id: trace, position: at(7), at_ms: 1 });
    expect(page.session.pending.value.leaves.map(({ text }) => text)).toEqual(['mine']);
    Line.last.says(states(7, { cards: [card(3, { id: trace, by: me, text: 'mine' })] }));
    await pass(20);
    expect(page.session.pending.value.leaves).toEqual([]);
    expect(page.session.view.value?.feed[0]?.id).toBe(trace);
    expect(page.arrived).toEqual([]);
  });

  test('is live by polls as well, and posts only once it knows the member', async () => {
    await page.start();
    page.asked = answering({
      states: url => (url.searchParams.get('wait_ms') === '0' ? json([states(6)]) : undefined),
      mine: () => json(mine()),
      posts: (_, { body }) =>
        json([{ type: 'ack', id: JSON.parse(`${body}`).drafts[0].id, position: at(7), at_ms: 1 }]),
    });
    Line.last.breaks();
    page.session.act({ type: 'leave', text: 'by request' });
    await pass(50);
    expect(page.session.word.value).toBe('live');
    expect(page.session.outbox.items.value.map(({ by, state }) => [by, state])).toEqual([[me, 'acked']]);
    expect(page.asked.indexOf('posts')).toBeGreaterThan(page.asked.findIndex(path => path.startsWith('mine')));
  });

  test('reloads when the server has another version, and ends if that didn’t help', async () => {
    await page.start();
    const reload = vi.fn(() => true);
    page.session.reload = reload;
    Line.last.says({ type: 'reload' });
    expect([reload.mock.calls.length, page.session.word.value]).toEqual([1, 'catching up']);
    await page.start();
    Line.last.says({ type: 'reload' });
    expect(page.session.word.value).toBe('crowded');
  });
});
