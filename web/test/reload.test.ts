import { beforeEach, expect, it, vi } from 'vitest';

const load = () => {
  vi.resetModules();
  return import('../src/base/reload');
};
const anew = vi.fn();

beforeEach(() => {
  anew.mockClear();
  history.replaceState(null, '');
});

it('keeps a begun form over several reloads until it is read', async () => {
  const first = await load();
  first.handOver('begun', () => ['half a sentence']);
  expect(first.reload(anew)).toBe(true);
  expect(anew).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 61_000);
  const second = await load();
  second.settle();
  expect(history.state.kept).toBeUndefined();
  expect(second.reload(anew)).toBe(true);
  const third = await load();
  expect(third.handOver('begun', () => undefined)).toEqual(['half a sentence']);
  vi.useRealTimers();
});

it('does not load the page twice within a minute', async () => {
  expect((await load()).reload(anew)).toBe(true);
  expect((await load()).reload(anew)).toBe(false);
  expect(anew).toHaveBeenCalledTimes(1);
});

it('keeps what else the history entry holds', async () => {
  history.replaceState({ depth: 3 }, '');
  (await load()).reload(anew);
  expect(history.state.depth).toBe(3);
});
