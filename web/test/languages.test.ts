// Every language says everything that English says: a missing word doesn't compile here, and one that English has no more fails.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bracketed } from '../scripts/pseudo.ts';
import type { Language } from '../src/words';
import { documents } from '../src/words/documents.ts';
import * as en from '../src/words/en';
import { type LanguageCode, languages } from '../src/words/languages.ts';

const dictionaries: Record<LanguageCode, () => Promise<Language>> = {
  en: async () => en,
  es: () => import('../src/words/es'),
  fr: () => import('../src/words/fr'),
  de: () => import('../src/words/de'),
  mi: () => import('../src/words/mi'),
};

/** The names of all words, also of those within others, and how many things each wants to know. */
function shape(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, word]) => {
    const name = `${path}${key}`;
    if (typeof word === 'function') return [`${name}(${word.length})`];
    if (typeof word === 'object' && word !== null && Object.getPrototypeOf(word) === Object.prototype)
      return shape(word, `${name}.`);
    if (Array.isArray(word)) return [`${name}[${word.length}]`];
    return [name];
  });
}

/** Every text of a dictionary that takes no argument. */
function texts(words: object, path = ''): [name: string, text: string][] {
  return Object.entries(words).flatMap(([key, word]) => {
    if (typeof word === 'string') return [[`${path}${key}`, word] as [string, string]];
    return typeof word === 'object' && word !== null ? texts(word, `${path}${key}.`) : [];
  });
}

for (const [code, load] of Object.entries(dictionaries)) {
  test(`${languages[code as LanguageCode]} has every word, and none that no page asks for`, async () => {
    const words = await load();
    expect(shape(words).sort()).toEqual(shape(en).sort());
    expect(words.locale).toBe(code);
  });

  test(`${languages[code as LanguageCode]} leaves no word empty and no sentence in English`, async () => {
    const english = new Map(texts(en));
    const said = [...texts(await load()), ...texts(documents[code as LanguageCode], 'document.')];
    for (const [name, text] of said) {
      if (english.get(name) !== '') expect(text.trim(), name).not.toBe('');
      // A word may be the same in two languages; a sentence isn't.
      if (code !== 'en' && text.split(' ').length > 3) expect(text, name).not.toBe(english.get(name));
    }
  });
}

test('the pseudo-locale brackets texts, and leaves options and keys alone', async () => {
  const { parseSync } = await import('vite');
  const hole = `$${'{a}'}`;
  const code = (open: string, close: string) =>
    `export const a = '${open}Now${close}';
     export const b = { key: \`${open}${hole} of x${close}\` };
     new Intl.NumberFormat('en', { style: 'unit' });`;
  const plain = code('', '');
  expect(bracketed(plain, parseSync('a.ts', plain).program)).toBe(code('[', ']'));
});

test('a page whose script doesn’t come says that it may be lost on its way before it says that the browser may be too old', () => {
  const page = readFileSync(`${import.meta.dirname}/../index.html`, 'utf8');
  const said = [...page.matchAll(/<p[^>]*>\{\{(\w+)\}\}/g)].map(([, word]) => word);
  expect(said).toEqual(['boardComes', 'lost', 'tooOld']);
});
