const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** The characters that a person would count. */
export const split = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** The first character, for a person's disc. */
export const initial = (name: string): string => split(name.trim())[0]?.toLocaleUpperCase() ?? '·';

/** The beginning of a text on one line, cut between characters. */
export function beginning(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${split(line).slice(0, most).join('').trimEnd()}…`;
}

/** A stretch of text: plain, or an address to link. */
export type Part = { text: string; href?: string };

/** Bounded in length, without nesting: linear for any text. Closing punctuation belongs to the sentence. */
const address = /https?:\/\/[^\s<>"']{1,500}/gi;

/** Splits a text into plain stretches and web addresses. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const bare = match[0].replace(/[.,;:!?)\]}…]+$/, '');
    // A bracket that the address itself opened is its own.
    const href = bare.includes('(') && match[0][bare.length] === ')' ? `${bare})` : bare;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}
