// What stands where there is no board: what it says of a link that lost a part, and of a browser that refuses a session.
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isIn, join, joining } from '../src/page/joining';
import { dropInvite, invite } from '../src/page/route';
import { Door, Home } from '../src/views/door';
import { words } from '../src/words';
import { answering, html, json, refusal } from './wires';

const CIRCLE = '0190a6f0-0000-7000-8000-000000000001';
const SECRET = 'abcDEF-_0123456789abcDEF-_0123456789abcDEFg';

const said = () => document.querySelector('.trouble')?.textContent;
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!;

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/');
  isIn(CIRCLE);
  invite.value = null;
});
afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
});

test('home says what a link without its circle lacks, and nothing to who comes without a link', async () => {
  render(<Home />, document.body);
  expect(said()).toBeUndefined();
  invite.value = SECRET;
  await vi.waitFor(() => expect(said()).toBe(words.circleLost));
  history.replaceState(null, '', `/c/${CIRCLE.slice(0, 20)}`);
  render(null, document.body);
  invite.value = null;
  render(<Home />, document.body);
  expect(said()).toBe(words.circleLost);
});

test('a mangled address that brings nothing leaves home as it is', async () => {
  invite.value = `${location.origin}/?utm_source=mail`;
  render(<Home />, document.body);
  await vi.waitFor(() => expect(invite.value).toBeNull());
  await vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toBe(words.product));
  expect(said()).toBeUndefined();
});

test.each([
  ['its circle', `https://board.example/#invite=${SECRET}`, words.circleLost],
  ['its secret', `https://board.example/c/${CIRCLE}/`, words.noLink],
])('a pasted link without %s is told so', async (_, text, what) => {
  render(<Home />, document.body);
  const field = document.querySelector('input')!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise(requestAnimationFrame);
  document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(said()).toBe(what));
});

/** The door of a link for one use, which this browser's own request has used up. */
function usedUp(join_: () => Response, mine: () => Response) {
  answering({ look: () => refusal('invite_used_up'), join: join_, mine });
  join(CIRCLE, SECRET, 'Kea', 3);
  invite.value = SECRET;
  const entered = vi.fn();
  render(<Door circle={CIRCLE} secret={SECRET} view={undefined} entered={entered} />, document.body);
  return entered;
}

test('a browser that refuses the session is told so, and its member comes in once it takes one', async () => {
  let takes = false;
  const mine = () => (takes ? json({ me: 'kea', members: [] }) : refusal('not_signed_in', 401));
  const entered = usedUp(() => json({ member: 'kea' }), mine);
  await vi.waitFor(() => expect(said()).toBe(words.cookieRefused));
  expect([invite.value, joining(CIRCLE, SECRET)?.name]).toEqual([SECRET, 'Kea']);
  takes = true;
  button(words.tryAgain).click();
  await vi.waitFor(() => expect(entered).toHaveBeenCalledWith(true));
  expect([invite.value, joining(CIRCLE, SECRET)]).toEqual([null, undefined]);
});

test('a link whose use had no answer isn’t called used up while the board can’t be reached', async () => {
  usedUp(
    () => html(502),
    () => html(502),
  );
  await vi.waitFor(() => expect(said()).toBe(words.unreachable));
  expect(document.querySelector('h1')?.textContent).toBe(words.oneMoment);
  dropInvite();
});
