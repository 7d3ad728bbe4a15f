import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Part } from '../src/base/part';

/** What the server answers when it is asked for its page. */
let served: 'this' | 'another' | 'unreachable';
let anew = 0;

beforeEach(() => {
  served = 'this';
  anew = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A part that fails so often before it comes. */
function failing(times: number) {
  let asked = 0;
  const part = new Part(
    async () => {
      asked += 1;
      if (asked <= times) throw new TypeError('failed to fetch dynamically imported module');
      return 'it';
    },
    async () => served,
    () => {
      anew += 1;
      return true;
    },
  );
  return { part, asked: () => asked };
}

it('is fetched once, however often it is prefetched and needed', async () => {
  const { part, asked } = failing(0);
  part.near();
  part.near();
  part.want();
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
  part.near();
  expect(asked()).toBe(1);
});

it('fails silently when it is only prefetched, and is fetched again', async () => {
  const { part } = failing(1);
  part.near();
  await vi.advanceTimersByTimeAsync(100);
  expect(part.failed.value).toBe(false);
  part.near();
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
});

it('is fetched again while it is needed, and without a network never reloads the page', async () => {
  served = 'unreachable';
  const { part } = failing(4);
  const enough = part.want();
  await vi.waitFor(() => expect(part.failed.value).toBe(true));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(part.it.value).toBe('it');
  expect(part.failed.value).toBe(false);
  expect(anew).toBe(0);
  enough();
});

it('is fetched at once when the network is back', async () => {
  served = 'unreachable';
  const { part, asked } = failing(1);
  part.want();
  await vi.waitFor(() => expect(part.failed.value).toBe(true));
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
  expect(asked()).toBe(2);
});

it('is not fetched any more once nothing needs it', async () => {
  served = 'unreachable';
  const { part, asked } = failing(9);
  const enough = part.want();
  await vi.waitFor(() => expect(part.failed.value).toBe(true));
  enough();
  const before = asked();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(before);
});

it('reloads the page when the server has another version', async () => {
  served = 'another';
  failing(9).part.want();
  await vi.waitFor(() => expect(anew).toBe(1));
});

it('reloads the page when a server of this version fails twice to send it', async () => {
  failing(9).part.want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(anew).toBe(1);
});

it('finds out that the page is outdated, in whatever language it is served', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    return new Response('<script type="module" crossorigin src="/es/assets/index-new_1.js"></script>');
  });
  const part = new Part(
    async () => {
      throw new TypeError('failed to fetch dynamically imported module');
    },
    undefined,
    () => {
      anew += 1;
      return true;
    },
  );
  const enough = part.want();
  await vi.waitFor(() => expect(anew).toBe(1));
  enough();
  fetched.mockRestore();
});
