// Searching: which answer is shown, and what is marked in it.
import { describe, expect, test } from 'vitest';
import { type Search, searchOf } from '../src/live/search';
import type { SearchRequest } from '../src/protocol';
import { onBoard } from './page';
import { at, card, light } from './rowing';
import { answering, json, pass, refusal } from './wires';

const said = (n: number, text: string) => card(n, { text });
const shown = (search: Search) => search.hits.value?.map(({ card, text }) => [card.n, text]);

describe('a search', () => {
  const page = onBoard();
  const asked: SearchRequest[] = [];
  /** Answers of the server by what is looked for; those that are missing hang. */
  const answers: Record<string, object> = {};
  const begin = async () => {
    await page.start();
    asked.length = 0;
    for (const words of Object.keys(answers)) delete answers[words];
    answering({
      search: (_, { body }) => {
        const request = JSON.parse(String(body));
        asked.push(request);
        const answer = answers[request.words ?? ''];
        return answer instanceof Response ? answer : answer && json({ position: at(6), listed: [], ...answer });
      },
    });
    return searchOf(page.session);
  };
  const found = (n: number, text: string, marks: number[][]) => ({
    ...{ listed: [n], cards: [said(n, text)], lights: [light(n)], found: [{ n, text: marks }] },
  });

  test('asks once for what is typed without a pause, and shows where the words stand', async () => {
    const search = await begin();
    answers.soup = found(2, 'made soup', [[5, 9]]);
    for (const words of ['s', 'so', 'soup']) search.change({ words });
    await pass(200);
    expect(asked).toEqual([{ words: 'soup' }]);
    expect(shown(search)).toEqual([[2, [[5, 9]]]]);
    expect(search.current.value && !search.busy.value).toBe(true);
  });

  test('shows no answer to what is not asked any more', async () => {
    const search = await begin();
    search.change({ words: 'slow' });
    await pass(200);
    answers.quick = found(1, 'quick', []);
    search.change({ words: 'quick' });
    await pass(200);
    expect(asked.map(({ words }) => words)).toEqual(['slow', 'quick']);
    expect(shown(search)).toEqual([[1, []]]);
    search.change({ words: '' });
    expect([search.hits.value, search.busy.value]).toEqual([undefined, false]);
  });

  test('marks nothing in words that were changed since, and drops what was taken back', async () => {
    const search = await begin();
    answers.soup = { ...found(2, 'made soup', [[5, 9]]), listed: [2, 1] };
    search.change({ words: 'soup' });
    await pass(200);
    const { space } = page.session;
    space!.merge({ cards: [said(2, 'made bread')] }, at(7));
    page.session.board.publish();
    expect(shown(search)?.[0]).toEqual([2, []]);
    space!.merge({ cards: [card(2, { state: 'withdrawn' })] }, at(8));
    page.session.board.publish();
    expect(shown(search)?.map(([n]) => n)).toEqual([1]);
  });

  test('goes on with older ones, and asks again for what was not read yet', async () => {
    const search = await begin();
    answers.a = { listed: [2], edge: { at_ms: 5, n: 2 }, partial: true };
    search.change({ words: 'a' });
    await pass(200);
    expect(search.partial.value).toBe(true);
    answers.a = { listed: [2], edge: { at_ms: 5, n: 2 } };
    await pass(1_000);
    expect(search.partial.value).toBe(false);
    answers.a = { listed: [1] };
    await search.older();
    expect(asked.at(-1)).toEqual({ words: 'a', before: { at_ms: 5, n: 2 } });
    expect([shown(search)?.map(([n]) => n), search.more.value]).toEqual([[2, 1], false]);
  });

  test('says why there is no answer, and keeps the former one', async () => {
    const search = await begin();
    answers.soup = found(2, 'made soup', []);
    search.change({ words: 'soup' });
    await pass(200);
    answers.soups = refusal('log_unavailable', 503);
    search.change({ words: 'soups' });
    await pass(200);
    expect([search.failed.value !== undefined, search.current.value]).toEqual([true, false]);
    expect(shown(search)).toHaveLength(1);
  });

  test('counts days in the circle’s time zone, whichever was chosen first', async () => {
    const search = await begin();
    search.change({ span: 'week' });
    await pass(200);
    // The test's clock stands at 1970-04-26T17:46:40Z.
    expect(asked.at(-1)).toEqual({ from: '1970-04-20', to: '1970-04-26' });
    search.change({ span: 'days', from: '1970-04-09', to: '1970-04-02', by: 'kea', open: true });
    await pass(200);
    expect(asked.at(-1)).toEqual({ from: '1970-04-02', to: '1970-04-09', by: 'kea', open: true });
  });

  test('asks for no more than the server takes', async () => {
    const search = await begin();
    search.change({ words: '京'.repeat(400) });
    await pass(200);
    expect(asked.at(-1)?.words).toBe('京'.repeat(170));
  });
});
