import type { LanguageCode } from '../words/languages';

/** What the server reads to know in which language it gives the page. */
const COOKIE = 'traceboard_language';
const YEAR_S = 365 * 24 * 60 * 60;

/** Shows the page in another language from now on, in this browser. What was being written is kept, as at every reload. */
export function speak(language: LanguageCode): void {
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have no other way.
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
  location.reload();
}
