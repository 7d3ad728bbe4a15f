let graphemes: Intl.Segmenter;
/** The characters that a person would count. */
export function split(text: string): string[] {
  // None of these belongs to the one before it.
  if (/^[ -~\u00a1-\u02ff’]*$/.test(text)) return text.split('');
  // Created when needed: some browsers get it by a polyfill, and others take long for the first.
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The first character, for a person's disc. */
export const initial = (name: string): string => split(name.trim())[0]?.toLocaleUpperCase() ?? '·';

/** The beginning of a text on one line, cut between characters. */
export function beginning(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${split(line).slice(0, most).join('').trimEnd()}…`;
}

/** A part of a text: plain, or an address to link. */
export type Part = { text: string; href?: string };

/**
 * Bounded in length, without nesting: linear for any text. Invisible characters (but joiners before a letter, as Persian and Hindi
 * words have them), quotes, and East Asian full stops,
 * commas and brackets end an address, because no space follows them; so does a comma with another address behind it.
 */
const address =
  /https?:\/\/(?:[\u200c\u200d](?=\p{L})|(?![,;]https?:)[^\s\p{Cf}\p{Pi}<>"`”»›„‚—\u3000-\u3020！-／：-＠［-｀｛-･]){1,500}/giu;
/** Punctuation at its end belongs to the sentence, in every script. */
const closing = /([^\P{P}/_%&#@)\]}-]|[~|])+$/u;

/** The part of a match that is the address: up to a closing bracket that it did not open. */
function meant(found: string): string {
  const open = [0, 0, 0];
  let end = 0;
  for (; end < found.length; end += 1) {
    open['([{'.indexOf(found[end]!)]! += 1;
    const closes = ')]}'.indexOf(found[end]!);
    if (closes >= 0 && --open[closes]! < 0) break;
  }
  return found.slice(0, end).replace(closing, '');
}

/** Splits a text into plain stretches and web addresses. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  let from = 0;
  for (const { 0: all, index } of text.matchAll(address)) {
    let href = meant(all);
    // Emphasis, not the address.
    if (text[index - 1] === '_') href = href.replace(/_+$/, '');
    if (href.endsWith('//')) continue;
    if (index > from) found.push({ text: text.slice(from, index) });
    found.push({ text: href, href });
    from = index + href.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}
