import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Sheet, sheet } from '../src/page/desk';
import { watchUncovered } from '../src/page/uncovered';

const tapped = vi.fn();

/** A tap, and how many it makes in its place. */
function tap(on: string, detail = 1): void {
  document.querySelector(on)!.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
}

beforeAll(watchUncovered);
afterAll(() => document.body.replaceChildren());
beforeEach(() => {
  tapped.mockClear();
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
    tapped.mockClear();
    sheet.value = before;
    tap('p');
    sheet.value = after;
    tap('button', 2);
    expect(tapped).toHaveBeenCalledTimes(1);
    // Later a tap is meant.
    tap('button');
    expect(tapped).toHaveBeenCalledTimes(2);
  }
});

test('a tap elsewhere, and a second one where no sheet moved, is meant', () => {
  sheet.value = { of: 'compose' };
  tap('p');
  tap('button', 2);
  sheet.value = null;
  tap('button');
  expect(tapped).toHaveBeenCalledTimes(3);
});

test('a button that is pressed by the keyboard is meant', () => {
  sheet.value = { of: 'compose' };
  tap('p', 0);
  sheet.value = null;
  tap('button', 0);
  expect(tapped).toHaveBeenCalledTimes(2);
});
