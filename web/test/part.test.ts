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

it('comes once, however often it is near and wanted', async () => {
  const { part, asked } = failing(0);
  part.near();
  part.near();
  part.want();
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
  part.near();
  expect(asked()).toBe(1);
});

it('says nothing where it was only near and failed, and is asked for again', async () => {
  const { part } = failing(1);
  part.near();
  await vi.advanceTimersByTimeAsync(100);
  expect(part.failed.value).toBe(false);
  part.near();
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
});

it('is tried again while it is wanted, and without a network never loads the page anew', async () => {
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

it('comes at once when the network is back', async () => {
  served = 'unreachable';
  const { part, asked } = failing(1);
  part.want();
  await vi.waitFor(() => expect(part.failed.value).toBe(true));
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(part.it.value).toBe('it'));
  expect(asked()).toBe(2);
});

it('is not tried any more once nobody wants it', async () => {
  served = 'unreachable';
  const { part, asked } = failing(9);
  const enough = part.want();
  await vi.waitFor(() => expect(part.failed.value).toBe(true));
  enough();
  const before = asked();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(before);
});

it('loads the page anew where the server has another version by now', async () => {
  served = 'another';
  failing(9).part.want();
  await vi.waitFor(() => expect(anew).toBe(1));
});

it('loads the page anew where a server that has this version fails to give it twice', async () => {
  failing(9).part.want();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(anew).toBe(1);
});
