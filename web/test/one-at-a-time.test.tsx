import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SETTLES_MS, useOneAtATime } from '../src/views/forms/one-at-a-time';

const ask = vi.fn<() => Promise<unknown>>();
const Made = () => {
  const oneAtATime = useOneAtATime();
  return h('button', { onClick: () => oneAtATime(ask, () => {}) });
};

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset();
  void act(() => render(h(Made, {}), document.body));
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('impatient taps while an answer is slow ask once, and a later one again', async () => {
  const tap = () => document.querySelector('button')!.click();
  ask.mockImplementation(() => new Promise(resolve => setTimeout(resolve, 1_000)));
  for (let taps = 0; taps < 4; taps += 1) {
    tap();
    await vi.advanceTimersByTimeAsync(350);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(SETTLES_MS);
  tap();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('what was refused can be tried again at once', async () => {
  const tap = () => document.querySelector('button')!.click();
  ask.mockRejectedValueOnce(new Error('no such address')).mockResolvedValue(undefined);
  tap();
  await vi.advanceTimersByTimeAsync(0);
  tap();
  expect(ask).toHaveBeenCalledTimes(2);
});
