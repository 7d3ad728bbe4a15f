import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Sheet, sheet } from '../src/page/desk';
import { watchUncovered } from '../src/page/uncovered';

const tapped = vi.fn();
let now = 0;

/** A tap so long after the one before it, so far from the left edge. */
function tap(on: string, after_ms: number, clientX = 0, detail = 1): void {
  now += after_ms;
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, clientX, detail });
  Object.defineProperty(event, 'timeStamp', { value: now });
  document.querySelector(on)!.dispatchEvent(event);
}

beforeAll(watchUncovered);
afterAll(() => document.body.replaceChildren());
beforeEach(() => {
  tapped.mockClear();
  now += 10_000;
  document.body.innerHTML = '<p>backdrop</p><button>Warm</button><label><input type="checkbox"></label>';
  for (const each of document.body.children) each.addEventListener('click', tapped);
});

test('what a sheet uncovers, or brings under the finger, gets no second half of a double tap', () => {
  const ways: [Sheet | null, Sheet | null][] = [
    [{ of: 'compose' }, null],
    [null, { of: 'compose' }],
    [{ of: 'compose' }, { of: 'compose' }],
  ];
  for (const [before, after] of ways) {
    now += 10_000;
    tapped.mockClear();
    sheet.value = before;
    tap('p', 0);
    sheet.value = after;
    tap('button', 100, 10);
    expect(tapped).toHaveBeenCalledTimes(1);
    // Later a tap is meant.
    tap('button', 200, 10);
    expect(tapped).toHaveBeenCalledTimes(2);
  }
});

test('a tap elsewhere, and one where no sheet moved, is meant', () => {
  sheet.value = { of: 'compose' };
  tap('p', 0);
  tap('button', 50);
  sheet.value = null;
  tap('button', 50, 200);
  expect(tapped).toHaveBeenCalledTimes(3);
});

test('a button that is pressed by the keyboard is meant', () => {
  sheet.value = { of: 'compose' };
  tap('p', 0, 0, 0);
  sheet.value = null;
  tap('button', 50, 0, 0);
  expect(tapped).toHaveBeenCalledTimes(2);
});
