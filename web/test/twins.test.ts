import { expect, test } from 'vitest';
import type { Member } from '../src/protocol';
import { Space } from '../src/rows/space';
import { name } from '../src/views/person';

const member = (n: number, name: string): Member =>
  ({ id: `m${n}`, n, name, colour: 0, role: 'member', state: 'present' }) as Member;
const names = (...members: Member[]) => {
  const space = new Space('1-1-a', { members }, {});
  return members.map(({ id }) => name(space.members.get(id)));
};

test('members of one name are told apart by who came first', () => {
  expect(names(member(3, 'Kea'), member(1, 'Kea'), member(2, 'Tui'))).toEqual(['Kea (2)', 'Kea', 'Tui']);
});

test('names that differ only in case or Unicode form count as equal', () => {
  expect(names(member(1, 'Kea'), member(2, 'KEA'), member(3, 'Ｋｅａ'))).toEqual(['Kea', 'KEA (2)', 'Ｋｅａ (3)']);
});

test('a unique or unknown name has no number', () => {
  const { name: _, ...nameless } = member(2, '');
  expect(names(member(1, 'Kea'), nameless as Member, { ...nameless, id: 'm3', n: 3 } as Member)).toEqual([
    'Kea',
    'Someone',
    'Someone',
  ]);
});

test('a number from the board is kept, and the page numbers from there', () => {
  const given = (n: number, name: string, twin?: number) => ({ ...member(n, name), ...(twin && { twin }) });
  expect(names(given(1, 'Kea'), given(2, 'Кеа', 2), given(3, 'Kea', 2), given(4, 'Kea'))).toEqual([
    'Kea',
    'Кеа (2)',
    'Kea (2)',
    'Kea (3)',
  ]);
});
