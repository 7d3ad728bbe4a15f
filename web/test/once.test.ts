import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { tapOnce } from '../src/page/once';

const tapped = vi.fn();
let button: HTMLButtonElement;
let now = 0;

/** A tap so long after the one before it. */
function tap(on: Element, after_ms: number): void {
  now += after_ms;
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: now });
  on.dispatchEvent(event);
}

beforeAll(tapOnce);
afterAll(() => document.body.replaceChildren());
beforeEach(() => {
  tapped.mockClear();
  now += 10_000;
  document.body.innerHTML = '<button>Leave</button><button>Save</button><p>words</p>';
  button = document.querySelector('button')!;
  for (const each of document.body.children) each.addEventListener('click', tapped);
});

test('two taps in one moment count as one', () => {
  tap(button, 0);
  tap(button, 0);
  tap(button, 200);
  expect(tapped).toHaveBeenCalledTimes(1);
});

test('a tap on another button, and a later one, count again', () => {
  tap(button, 0);
  tap(button.nextElementSibling!, 10);
  tap(button, 10);
  tap(button, 300);
  expect(tapped).toHaveBeenCalledTimes(4);
});

test('a tap after typing or going back counts again', () => {
  for (const kind of ['input', 'popstate']) {
    tap(button, 0);
    dispatchEvent(new Event(kind));
  }
  tap(button, 0);
  expect(tapped).toHaveBeenCalledTimes(3);
});

test('elements other than buttons get every tap', () => {
  tap(document.querySelector('p')!, 0);
  tap(document.querySelector('p')!, 0);
  expect(tapped).toHaveBeenCalledTimes(2);
});
