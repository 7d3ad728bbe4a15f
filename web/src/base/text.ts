/** The counter keeps quiet until so many are left. */
export const COUNTER_FROM = 40;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many characters a person would count. */
export function length(text: string): number {
  // No text has more clusters than code units, so a short one need not be looked through.
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** The first character, for a person's disc. */
export function initial(name: string): string {
  for (const { segment } of graphemes.segment(name.trim())) return segment.toLocaleUpperCase();
  return '·';
}

/** The beginning of a text on one line, cut between characters. */
export function beginning(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  let cut = '';
  for (const { segment } of graphemes.segment(line)) {
    if (cut.length + segment.length > most) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
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
    const href = match[0].replace(/[.,;:!?)\]}…]+$/, '');
    if (!URL.canParse(href)) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}
