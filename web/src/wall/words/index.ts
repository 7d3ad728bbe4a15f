import type { LanguageCode } from '../../words/languages';
import { de } from './de';
import { en, type WallWords } from './en';
import { es } from './es';
import { fr } from './fr';
import { mi } from './mi';

const all: Record<LanguageCode, WallWords> = { en, es, fr, de, mi };

/** The first of the browser's languages that the wall knows. A wall has no cookie and no member who chose one. */
export const locale =
  navigator.languages.map(each => each.split('-')[0]!).find((each): each is LanguageCode => each in all) ?? 'en';
document.documentElement.lang = locale;

export const wall = all[locale];

const list = new Intl.ListFormat(locale);
export const listed = (names: string[]): string => list.format(names);
