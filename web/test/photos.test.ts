import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../src/base/id';
import { post } from '../src/live/photo-first';
import { KEPT_MS } from '../src/outbox/item';
import type { Draft } from '../src/protocol';

const PHOTO = newId();
const blob = () => new Blob(['a picture'], { type: 'image/jpeg' });

/** The modules as a page that was just loaded has them. */
const page = async () => {
  vi.resetModules();
  return { ...(await import('../src/photo/kept')), ...(await import('../src/photo/send')) };
};

const text = (bytes: ArrayBuffer | undefined) => bytes && new TextDecoder().decode(bytes);

const answers = (status: number, body: unknown) =>
  vi.fn(async (..._: unknown[]) => new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  vi.useRealTimers();
  vi.stubGlobal('indexedDB', new IDBFactory());
  let count = 0;
  URL.createObjectURL = () => {
    count += 1;
    return `blob:${count}`;
  };
  URL.revokeObjectURL = () => {};
});

test('a photo outlives its page until it is sent, and soon after that it is gone', async () => {
  const first = await page();
  await first.keep(PHOTO, 'kea', blob());
  expect(first.addresses.value.get(PHOTO)).toBe('blob:1');
  const second = await page();
  expect(second.addresses.value.size).toBe(0);
  expect(text(await second.find(PHOTO))).toBe('a picture');
  vi.stubGlobal('fetch', answers(200, { id: PHOTO }));
  await second.send('circle', PHOTO);
  expect(text(await (await page()).find(PHOTO))).toBe('a picture');
  vi.useFakeTimers({ now: Date.now() + KEPT_MS + 60_000, toFake: ['Date'] });
  // Swept as it is opened.
  const later = await page();
  await later.find(PHOTO);
  await vi.waitFor(async () => expect(await (await page()).find(PHOTO)).toBeUndefined());
});

test('where the database fails, a photo lives as long as its page', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new Error('none here');
    },
  });
  const { keep, find } = await page();
  await keep(PHOTO, 'kea', blob());
  expect(text(await find(PHOTO))).toBe('a picture');
});

test('what is dropped, or of a member who signed out, is found no more', async () => {
  const { keep, drop, dropAll } = await page();
  await keep(PHOTO, 'kea', blob());
  drop(PHOTO);
  await vi.waitFor(async () => expect(await (await page()).find(PHOTO)).toBeUndefined());
  await keep(PHOTO, 'kea', blob());
  await dropAll('moss');
  expect(text(await (await page()).find(PHOTO))).toBe('a picture');
  await dropAll('kea');
  expect(await (await page()).find(PHOTO)).toBeUndefined();
});

test('two posts of one photo send it once at a time', async () => {
  const { keep, send } = await page();
  await keep(PHOTO, 'kea', blob());
  const fetched = answers(200, { id: PHOTO });
  vi.stubGlobal('fetch', fetched);
  await Promise.all([send('circle/pods/dig', PHOTO), send('circle/pods/dig', PHOTO)]);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(fetched.mock.calls[0]![0]).toBe(`/api/c/circle/pods/dig/photos/${PHOTO}`);
});

test('a trace goes out after its photo, or is refused as the photo was', async () => {
  const draft = { id: 'a', written_at_ms: 1, deed: { type: 'leave', text: 'Dug', photo: { id: PHOTO } } } as Draft;
  const refused = vi.fn();
  const go = vi.fn(() => true);
  const { keep } = await page();
  await keep(PHOTO, 'kea', blob());
  vi.stubGlobal('fetch', answers(422, { code: 'not_a_photo', message: 'no', retry: false }));
  expect(post('circle', undefined, draft, { refused }, go, true)).toBe(true);
  await vi.waitFor(() => expect(refused).toHaveBeenLastCalledWith('a', 'not_a_photo', false, undefined, true));
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network');
  });
  post('circle', undefined, draft, { refused }, go, true);
  await vi.waitFor(() => expect(refused).toHaveBeenLastCalledWith('a', 'log_unavailable', true, undefined, true));
  expect(go).not.toHaveBeenCalled();
  vi.stubGlobal('fetch', answers(200, { id: PHOTO }));
  post('circle', undefined, draft, { refused }, go, undefined);
  await vi.waitFor(() => expect(go).toHaveBeenCalledTimes(1));
});
