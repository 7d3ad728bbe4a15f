/** The languages of the page by their codes, each by its own name. Another one is a line here, and a folder beside `en`. */
export const languages = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  mi: 'te reo Māori (needs a native reader)',
} as const;

export type LanguageCode = keyof typeof languages;

/** Of the tests alone: English in brackets, from right to left. What stands on a page without brackets is in no dictionary. */
export const PSEUDO = 'en-XB';
