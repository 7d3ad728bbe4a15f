import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { Session } from '../src/live/session';
import { begin, draft, write } from '../src/page/draft';

const session = { id: 'circle', view: signal({ me: 'kea' }) } as unknown as Session;
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
});
