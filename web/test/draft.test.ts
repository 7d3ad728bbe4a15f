import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../src/live/session';
import { begin, clear, draft, moved, write } from '../src/page/draft';

const cards = new Map<string, { state: string }>();
const view = signal({ me: 'kea', cards, more: true });
const pending = signal({ leaves: [] as { id: string }[] });
const session = { id: 'circle', view, pending } as unknown as Session;
const KEY = 'draft circle kea';

/** What another tab does to the draft that both share. */
function elsewhere(text: string | null): void {
  const oldValue = localStorage.getItem(KEY);
  const newValue = text === null ? null : JSON.stringify({ text, open_end: '', builds_on: [] });
  if (newValue === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, newValue);
  dispatchEvent(Object.assign(new Event('storage'), { key: KEY, oldValue, newValue }));
}

beforeEach(() => {
  localStorage.clear();
  begin(session, { of: 'compose' });
  write(session, { text: 'Swept the hall' });
});

test('a draft that another tab has sent is removed from the composer, open or not', () => {
  elsewhere(null);
  expect(draft.value.text).toBe('');
  begin(session, { of: 'compose' });
  expect(draft.value.text).toBe('');
});

test('a draft that was changed since stays', () => {
  elsewhere('Washed the plates');
  elsewhere(null);
  expect(draft.value.text).toBe('Swept the hall');
  // The tab that has it may be loaded anew: the entry that both share is its again.
  expect(JSON.parse(localStorage.getItem(KEY)!).text).toBe('Swept the hall');
});

test('a tab that only shows a draft follows the tab that writes it, to its end', () => {
  clear(session);
  localStorage.setItem(KEY, JSON.stringify({ text: 'Dug', open_end: '', builds_on: [] }));
  begin(session, { of: 'compose' });
  expect(draft.value.text).toBe('Dug');
  elsewhere('Dug the bed');
  expect(draft.value.text).toBe('Dug the bed');
  elsewhere(null);
  expect(draft.value.text).toBe('');
  expect(localStorage.getItem(KEY)).toBeNull();
});

test('a draft that another tab empties to write its own goes on where it was begun', () => {
  elsewhere('');
  expect(draft.value.text).toBe('Swept the hall');
  elsewhere('Washed the plates');
  elsewhere(null);
  expect(JSON.parse(localStorage.getItem(KEY)!).text).toBe('Swept the hall');
});

test('a tab that empties what it has only read removes nothing', () => {
  clear(session);
  localStorage.setItem(KEY, JSON.stringify({ text: 'Dug', open_end: '', builds_on: [] }));
  begin(session, { of: 'compose' });
  write(session, { text: '' });
  expect(localStorage.getItem(KEY)).not.toBeNull();
  write(session, { text: 'Swept' });
  write(session, { text: '' });
  expect(localStorage.getItem(KEY)).toBeNull();
});

test('what another tab has begun since stays where this tab’s words were left', () => {
  elsewhere('Washed the plates');
  clear(session);
  expect(JSON.parse(localStorage.getItem(KEY)!).text).toBe('Washed the plates');
});

test('a store that is full brings no older words back once the newer ones were left', () => {
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { ...localStorage, setItem });
  write(session, { text: 'Swept the hall and the stairs' });
  vi.unstubAllGlobals();
  expect(JSON.parse(localStorage.getItem(KEY)!).text).toBe('Swept the hall');
  clear(session);
  expect(localStorage.getItem(KEY)).toBeNull();
});

test('each change of the words has another id, and whoever reads them has the same', () => {
  const first = draft.value.id;
  write(session, { text: 'Swept the stairs' });
  expect(draft.value.id).not.toBe(first);
  expect(JSON.parse(localStorage.getItem(KEY)!).id).toBe(draft.value.id);
});

test('what a store holds that is no draft counts as none, and words without the rest are read', () => {
  clear(session);
  for (const [stored, text] of [
    ['{}', ''],
    ['5', ''],
    ['[null]', ''],
    ['no JSON', ''],
    ['{"text":5,"builds_on":{}}', ''],
    ['{"text":"Dug"}', 'Dug'],
  ] as const) {
    localStorage.setItem(KEY, stored);
    begin(session, { of: 'compose' });
    expect(draft.value).toMatchObject({ text, open_end: '', builds_on: [] });
    // And so does what another tab says of it.
    dispatchEvent(Object.assign(new Event('storage'), { key: KEY, oldValue: stored, newValue: null }));
    dispatchEvent(Object.assign(new Event('storage'), { key: KEY, oldValue: null, newValue: stored }));
    expect(draft.value).toMatchObject({ text, open_end: '', builds_on: [] });
  }
});

describe('a draft', () => {
  const [A, B] = ['0190a000-a', '0190b000-b'];
  const open = (on?: string, takes = false) => begin(session, { of: 'compose', on, takes });

  test('is kept for each trace that it was begun on, and one for none', () => {
    open(A);
    expect(draft.value).toMatchObject({ text: '', builds_on: [A] });
    write(session, { text: 'On A' });
    open(B);
    expect(draft.value).toMatchObject({ text: '', builds_on: [B] });
    write(session, { text: 'On B', builds_on: [B, A] });
    open(A);
    expect(draft.value).toMatchObject({ text: 'On A', builds_on: [A] });
    open();
    expect(draft.value).toMatchObject({ text: 'Swept the hall', builds_on: [] });
    open(B);
    expect(draft.value).toMatchObject({ text: 'On B', builds_on: [B, A] });
  });

  test('builds on what it is opened on, also where that was dropped from it before', () => {
    open(A);
    write(session, { text: 'On A', builds_on: [B] });
    open(A, true);
    expect(draft.value).toMatchObject({ text: 'On A', builds_on: [A, B], takes_up: [A] });
  });

  test('leaves no ghost in another tab that has begun nothing else', () => {
    open(A);
    write(session, { text: 'On A' });
    const oldValue = localStorage.getItem(`${KEY} ${A}`);
    localStorage.removeItem(`${KEY} ${A}`);
    dispatchEvent(Object.assign(new Event('storage'), { key: `${KEY} ${A}`, oldValue, newValue: null }));
    expect(draft.value).toMatchObject({ text: '', builds_on: [A] });
    open();
    expect(draft.value.text).toBe('Swept the hall');
  });

  test('is gone once it was left, and the others stay', () => {
    open(A);
    write(session, { text: 'On A' });
    clear(session);
    open(A);
    expect(draft.value.text).toBe('');
    expect(Object.keys(localStorage)).toEqual([KEY]);
  });

  test('follows a trace of one’s own that got another id, and stays where that was taken back', () => {
    open(A);
    write(session, { text: 'On A', takes_up: [A] });
    moved(session, A, B);
    open(B);
    expect(draft.value).toMatchObject({ text: 'On A', builds_on: [B], takes_up: [B] });
    moved(session, B);
    open();
    expect(draft.value).toMatchObject({ text: 'Swept the hall\nOn A', builds_on: [] });
    expect(Object.keys(localStorage)).toEqual([KEY]);
  });

  test('on a trace that is shown no more goes on where a trace is begun on nothing', () => {
    clear(session);
    for (const [on, text] of [
      [A, 'On A'],
      [B, 'On B'],
    ] as const) {
      open(on);
      write(session, { text });
    }
    cards.set(A, { state: 'hidden' });
    open();
    expect(draft.value).toMatchObject({ text: 'On A', builds_on: [] });
    clear(session);
    // Not here: it may be older, or wait to be sent; on a board that is here as a whole it is gone.
    view.value = { ...view.value, more: false };
    pending.value = { leaves: [{ id: B }] };
    open();
    expect(draft.value.text).toBe('');
    pending.value = { leaves: [] };
    open();
    expect(draft.value).toMatchObject({ text: 'On B', builds_on: [] });
    cards.clear();
    view.value = { ...view.value, more: true };
  });

  test('is one of at most twenty, and those on the oldest traces go first', () => {
    for (let at = 10; at < 40; at += 1) {
      open(`0190${at}`);
      write(session, { text: `On ${at}` });
    }
    expect(Object.keys(localStorage)).toHaveLength(21);
    expect(localStorage.getItem(`${KEY} 019019`)).toBeNull();
    expect(localStorage.getItem(`${KEY} 019020`)).not.toBeNull();
  });
});
