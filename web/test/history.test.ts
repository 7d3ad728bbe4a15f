// A browser that refuses to write its history: Safari does at a hundred entries in thirty seconds, and others in frames.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const CIRCLE = '0190f0c0-0000-7000-8000-000000000001';
const SECRET = 'A'.repeat(43);

const refuse = () => {
  throw new DOMException('too often', 'SecurityError');
};

beforeEach(() => {
  vi.resetModules();
  history.replaceState(null, '', `/c/${CIRCLE}/#invite=${SECRET}`);
  vi.spyOn(history, 'replaceState').mockImplementation(refuse);
  vi.spyOn(history, 'pushState').mockImplementation(refuse);
});
afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

test('the page to join opens all the same, and closes', async () => {
  const { dropInvite, invite, route } = await import('../src/page/route');
  expect(invite.value).toBe(SECRET);
  expect(route.value).toEqual({ at: 'now', circle: CIRCLE });
  dropInvite();
  expect(invite.value).toBeNull();
});

test('another place is shown, though the address stays', async () => {
  const { go, paths, route } = await import('../src/page/route');
  go(paths.warm(CIRCLE));
  expect(route.value).toEqual({ at: 'warm', circle: CIRCLE });
});

test('joining works, and is repeated under the same id, even if the browser stores nothing', async () => {
  const { join, joining } = await import('../src/page/joining');
  const asked = join(CIRCLE, SECRET, ' Kea ', 3);
  expect(asked.name).toBe('Kea');
  expect(joining(CIRCLE, SECRET)).toEqual(asked);
  expect(join(CIRCLE, SECRET, 'Kea', 3).request).toBe(asked.request);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  localStorage.clear();
  expect(join(CIRCLE, SECRET, 'Tui', 3)).toEqual({ ...asked, name: 'Tui', changed: true });
});

test('a page that can’t note its reload doesn’t reload itself', async () => {
  const { reload } = await import('../src/base/reload');
  const load = vi.fn();
  expect(reload(load)).toBe(false);
  expect(load).not.toHaveBeenCalled();
});
