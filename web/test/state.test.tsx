// The state of the connection, as one word.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test } from 'vitest';
import type { Session } from '../src/live/session';
import { State } from '../src/views/header';

/** What the header says. */
function says(word: string, waiting: number, put_off: boolean): { text: string | null; well: boolean } {
  const session = { word: signal(word), pending: signal({ waiting, put_off }), here: signal({ count: 2 }) };
  render(<State session={session as unknown as Session} />, document.body);
  const state = document.querySelector('.state')!;
  const said = { text: state.querySelector('[role=status]')!.textContent, well: !state.classList.contains('off') };
  render(null, document.body);
  return said;
}

test('says live while everything works', () => {
  expect(says('live', 0, false)).toEqual({ text: 'live', well: true });
  expect(says('live', 1, false)).toEqual({ text: 'live', well: true });
});

test('says that it can’t save while posts have to be retried, even with a connection', () => {
  expect(says('live', 2, true)).toEqual({ text: 'can’t save just now, 2 waiting', well: false });
});

test('says offline without a connection', () => {
  expect(says('offline', 2, true)).toEqual({ text: 'offline, 2 waiting', well: false });
  expect(says('catching up', 0, false)).toEqual({ text: 'catching up', well: false });
});
