import { expect, test } from 'vitest';
import { backoff_ms } from '../src/base/backoff';
import { newId } from '../src/base/id';
import { length } from '../src/base/room';
import { beginning, initial, parts } from '../src/base/text';
import { read } from '../src/page/route';

test('an id is a UUIDv7 of its time', () => {
  const id = newId(0x0199_1234_5678);
  expect(id).toMatch(/^01991234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test('waits double up to a bound, with jitter', () => {
  expect(backoff_ms(0, 1)).toBe(400);
  expect(backoff_ms(3, 1)).toBe(3200);
  expect(backoff_ms(99, 1)).toBe(20_000);
  expect(backoff_ms(3, 0)).toBe(640);
});

test('characters are counted as a person counts them', () => {
  expect(length('👩‍👩‍👧‍👦é🇳🇿')).toBe(3);
  expect(initial(' ānanda')).toBe('Ā');
  expect(initial('')).toBe('·');
  expect(beginning('👩‍👩‍👧‍👦'.repeat(9), 4)).toBe(`${'👩‍👩‍👧‍👦'.repeat(4)}…`);
  expect(beginning('two\nlines')).toBe('two lines');
});

test('addresses become links, their closing punctuation stays text', () => {
  expect(parts('See https://example.org/a, or not.')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a', href: 'https://example.org/a' },
    { text: ', or not.' },
  ]);
  const two = parts('https://example.org/a,https://example.org/b;c').filter(({ href }) => href);
  expect(two.map(({ text }) => text)).toEqual(['https://example.org/a', 'https://example.org/b;c']);
  const persian = 'https://fa.wikipedia.org/wiki/می\u200cخواهم';
  expect(parts(`${persian}\u200c و`)[0]).toEqual({ text: persian, href: persian });
  expect(parts('javascript:alert(1) <b>')).toEqual([{ text: 'javascript:alert(1) <b>' }]);
});

test('the addresses of a circle are read, and no others', () => {
  const id = '01990000-0000-7000-8000-000000000001';
  expect(read(`/c/${id}/`, '')).toEqual({ at: 'now', circle: id });
  expect(read(`/c/${id}/warm`, '')).toEqual({ at: 'warm', circle: id });
  expect(read(`/c/${id}/trail/${id}`, `?at=${id}`)).toEqual({ at: 'trail', circle: id, seed: id, trace: id });
  expect(read('/elsewhere', '')).toEqual({ at: 'home' });
});

test.each([
  ['Read https://example.org/a_(b)_c, then', 'https://example.org/a_(b)_c'],
  ['Both (https://example.org/Foo_(bar)) of them', 'https://example.org/Foo_(bar)'],
  ['[a name](https://example.org/in).', 'https://example.org/in'],
  ['https://example.org/tokyo。次の文', 'https://example.org/tokyo'],
  ['後（https://example.org/wide）です', 'https://example.org/wide'],
  ['“https://example.org/quoted” so', 'https://example.org/quoted'],
  ['«https://example.org/gui» so', 'https://example.org/gui'],
  ['https://example.org/Murphy’s_law’', 'https://example.org/Murphy’s_law'],
  ["https://example.org/it's", "https://example.org/it's"],
  ['اقرأ https://example.org/ar؟', 'https://example.org/ar'],
  ['**https://example.org/bold**', 'https://example.org/bold'],
  ['_https://example.org/slanted_', 'https://example.org/slanted'],
  ['https://example.org/ends_in_', 'https://example.org/ends_in_'],
  ['https://example.org/one,https://', 'https://example.org/one'],
  ['https://example.org/zero\u200b after', 'https://example.org/zero'],
  ['https://bücher.example/straße?q=ä&r=2#f!', 'https://bücher.example/straße?q=ä&r=2#f'],
])('in “%s” the address is linked, and no more', (text, meant) => {
  expect(parts(text).filter(part => part.href)).toEqual([{ text: meant, href: meant }]);
  expect(
    parts(text)
      .map(part => part.text)
      .join(''),
  ).toBe(text);
});
