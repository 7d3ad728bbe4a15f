import { expect, test } from 'vitest';
import { beginning, initial, length, parts } from '../src/base/text';
import { paths, read } from '../src/page/route';

test('a character is what a person counts as one', () => {
  expect(['', 'ab', 'é', '👩‍👩‍👧‍👦', '🇳🇿x', 'नि'].map(length)).toEqual([0, 2, 1, 1, 2, 1]);
});

test('a disc shows the first character whole', () => {
  expect([' kea', 'ürsula', '👩‍🌾 Tui', ''].map(initial)).toEqual(['K', 'Ü', '👩‍🌾', '·']);
});

test('a beginning is one line, never cut within a character', () => {
  expect(beginning('one\n two')).toBe('one two');
  expect(beginning('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…');
});

test('web addresses become links, and nothing else does', () => {
  expect(parts('see https://example.org/a?b=c. And (http://x.org/y)!')).toEqual([
    { text: 'see ' },
    { text: 'https://example.org/a?b=c', href: 'https://example.org/a?b=c' },
    { text: '. And (' },
    { text: 'http://x.org/y', href: 'http://x.org/y' },
    { text: ')!' },
  ]);
  for (const text of ['javascript:alert(1)', '<img src=x onerror=alert(1)>', 'data:text/html,x', 'https://'])
    expect(parts(text)).toEqual([{ text }]);
});

test('an address leads back to the place that wrote it', () => {
  const [circle, seed, id] = [1, 2, 3].map(n => `01900000-0000-7000-8000-00000000000${n}`) as [string, string, string];
  const [path, query] = paths.trail(circle, { id, trails: [{ seed, steps: 1 }] }).split('?');
  expect(read(path!, `?${query}`)).toEqual({ at: 'trail', circle, seed, trace: id });
  expect(read(paths.trail(circle, { id }), '')).toEqual({ at: 'trail', circle, seed: id, trace: null });
  expect(read(paths.now(circle), '')).toEqual({ at: 'now', circle });
  expect(read(`/c/${circle}`, '')).toEqual({ at: 'now', circle });
  expect(read(paths.warm(circle), '')).toEqual({ at: 'warm', circle });
  expect(read(paths.host(circle), '')).toEqual({ at: 'host', circle });
  for (const path of ['/', '/c/x/', `/c/${circle}/trail/x`, `/c/${circle}/nowhere`])
    expect(read(path, '')).toEqual({ at: 'home' });
});
