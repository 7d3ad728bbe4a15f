import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../src/live/session';
import { type Composing, sheet } from '../src/page/desk';
import { begin, draft, write } from '../src/page/draft';
import { leave } from '../src/page/leave';

const act = vi.fn((..._: Parameters<Session['act']>) => 'left');
const items = signal<{ id: string }[]>([]);
const session = {
  id: 'circle',
  view: signal({ me: 'kea', cards: new Map(), more: true }),
  pending: signal({ leaves: [] }),
  word: signal('live'),
  outbox: { items },
  isOn: () => true,
  act,
} as unknown as Session;

function opened(more: Partial<Composing> = {}): Composing {
  const of: Composing = { of: 'compose', ...more };
  sheet.value = of;
  begin(session, of);
  return of;
}

beforeEach(() => {
  localStorage.clear();
  act.mockClear();
  items.value = [];
});

test('what is sent twice before its sheet is closed is left once, and so is a rewording', () => {
  for (const more of [{}, { reword: '0190a000-a' }]) {
    const of = opened(more);
    write(session, { text: 'Swept the hall' });
    leave(session, of);
    leave(session, of);
    expect(act).toHaveBeenCalledTimes(1);
    act.mockClear();
  }
});

test('the same words can be left again from a composer that is opened again', () => {
  for (const times of [1, 2]) {
    const of = opened();
    write(session, { text: 'Swept the hall' });
    leave(session, of);
    expect(act).toHaveBeenCalledTimes(times);
  }
});

test('a trace has the id of the words that were left, and words that another tab has just left are not left again', () => {
  const of = opened();
  write(session, { text: 'Swept the hall' });
  const { id } = draft.value;
  leave(session, of);
  expect(act).toHaveBeenLastCalledWith(expect.objectContaining({ text: 'Swept the hall' }), undefined, id);
  const again = opened();
  write(session, { text: 'Swept the stairs' });
  items.value = [{ id: draft.value.id! }];
  leave(session, again);
  expect(act).toHaveBeenCalledTimes(1);
  expect(Object.keys(localStorage)).toEqual([]);
});
