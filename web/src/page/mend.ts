import { note } from './address';
import { invite, read, route } from './route';

// What messengers, mail programs and documents do to a link on its way is undone. crates/protocol/src/pasted.rs does the same. It comes
// with the door: most links arrive whole.

/** How many times over an address may be coded. */
const CODED_MAX = 4;

/** Signs that are written by their names, in HTML. */
const NAMED: Record<string, string> = {
  amp: '&',
  num: '#',
  equals: '=',
  sol: '/',
  colon: ':',
  quest: '?',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
  lt: '<',
  gt: '>',
};

const UNICODE_MAX = 0x10ffff;
const sign = (digits: string, base: number) => {
  const code = Number.parseInt(digits, base);
  return code <= UNICODE_MAX ? String.fromCodePoint(code) : '';
};
const bytes = (coded: string) => Uint8Array.from(coded.match(/%../g)!, byte => Number.parseInt(byte.slice(1), 16));

/** Undoes one coding: of addresses, of HTML, and of JSON. What codes nothing stays. */
const decoded = (text: string): string =>
  text
    .replace(/(?:%[0-9a-f]{2})+/gi, coded => new TextDecoder().decode(bytes(coded)))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits) => sign(digits, 16))
    .replace(/&#(\d{1,7});/g, (_, digits) => sign(digits, 10))
    .replace(/&([a-z]{2,6});/gi, (whole, name) => NAMED[name.toLowerCase()] ?? whole)
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits) => sign(digits, 16));

/** A link that Proofpoint's mail filter wrote anew, as any other coded one. */
const unfiltered = (text: string): string =>
  text.replace(
    /proofpoint\.com\/v2\/url\?u=([\w.-]+)/gi,
    (_, coded) => ` ${coded.replace(/-([0-9a-f]{2})/gi, '%$1').replace(/_/g, '/')}`,
  );

/** What hyphens become in documents that are set for print. */
const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
/** East Asia's wide form of each sign of ASCII. */
const WIDE = /[\uff01-\uff5e]/g;
const WIDER_BY = 0xfee0;
const LINE_ENDS = '\\r\\n\\v\\f\\u0085\\u2028\\u2029';
/** A line that mail breaks ends in `=`, and one of a quoted reply begins with `>`. */
const BROKEN = new RegExp(`(invite=)?=?[^!-~]*[${LINE_ENDS}][\\s>|]*`, 'g');
/** In some replies a name stands before that. */
const NAMED_QUOTE = new RegExp(`([${LINE_ENDS}])[\\s>|]*[^\\s<>/=:]{1,20}> `, 'g');

/** The printable ASCII of an address. Ours contain nothing else; the caller cuts off what follows. */
export function bare(address: string): string {
  let text = unfiltered(address);
  for (let times = 0, coded = ''; times < CODED_MAX && coded !== text; times += 1) {
    coded = text;
    text = decoded(coded);
  }
  return text
    .replace(HYPHENS, '-')
    .replace(WIDE, wide => String.fromCharCode(wide.charCodeAt(0) - WIDER_BY))
    .replace(/<\/?w?br *\/?>/gi, '')
    .replace(BROKEN, '$1')
    .replace(/[^!-~]|\\/g, '');
}

interface Candidate {
  secret: string;
  /** Where in the text it stands. */
  at: number;
}

/** Mail that codes its line ends writes `=3D` for the equals sign. */
const SECRETS = /(#)?invite=(?:3D(?=[\w-]{43}))?([\w-]{16,43})/gi;
const SECRET_LENGTH = 43;

/** The secret in a bare text: a whole one before others, one that is a fragment before others, and then the last. */
function find(whole: string): Candidate | undefined {
  let best: Candidate | undefined;
  let rank = -1;
  for (const { 1: hash, 2: secret, index } of whole.matchAll(SECRETS)) {
    const its = (secret!.length === SECRET_LENGTH ? 2 : 0) + (hash ? 1 : 0);
    if (its >= rank) [best, rank] = [{ secret: secret!, at: index }, its];
  }
  return best;
}

/** The secret of an invite in an address. */
export const secretIn = (address: string): string | undefined => find(bare(address))?.secret;

const ID = '[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}';
/** The server stands there if it is the link's own: that of a mail program that checks links may stand before it. */
const CIRCLES = new RegExp(`(https?://[^/?#]+)?/+c/+(${ID})`, 'gi');
const hyphened = (id: string) =>
  id
    .toLowerCase()
    .replace(/-/g, '')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

interface Place {
  origin: string;
  circle: string;
}

/** The circle that a bare text names last before `at`, or else anywhere. */
function place(whole: string, at = whole.length): Place | undefined {
  const all = [...whole.matchAll(CIRCLES)];
  const found = all.filter(({ index }) => index < at).at(-1) ?? all[0];
  return found && { origin: found[1] ?? '', circle: hyphened(found[2]!) };
}

/** Whether the invite that an address brought is still all of that address. */
export const isMangled = (invited: string | null): invited is string => invited?.includes(':') ?? false;

/** Goes where the mangled address of this page leads. A secret without a circle is kept: the page says what is missing. */
export function mend(address: string): void {
  const { paths, secret } = mended(address);
  const { search } = location;
  const path = paths.find(path => read(path, '').at !== 'home');
  if (secret) note({ invite: secret }, path ?? '/');
  else if (path) note({}, path + search);
  if (path) route.value = read(path, search);
  invite.value = secret ?? history.state?.invite ?? null;
}

/** What a mangled address of this page leads to: the paths that it may mean, likeliest first, and the secret. */
export function mended(address: string): { paths: string[]; secret: string | undefined } {
  const whole = bare(address);
  const found = find(whole);
  const circle = place(whole, found?.at)?.circle ?? new RegExp(ID, 'i').exec(whole)?.[0];
  const path = whole
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/([#?&]|invite=).*/i, '')
    .replace(/^\/+c\/+/i, '/c/')
    .toLowerCase();
  return { paths: circle ? [path, `/c/${hyphened(circle)}/`] : [path], secret: found?.secret };
}

/** The address of a pasted link; a link without a server or circle means this one. */
export function linked(text: string, circle: string | undefined): string | undefined {
  // Names before quoted lines could be the end of a secret, so they are left out only where it isn't whole.
  const texts = [bare(text), bare(text.replace(NAMED_QUOTE, '$1'))] as const;
  const whole = find(texts[0])?.secret.length === SECRET_LENGTH ? texts[0] : texts[1];
  const found = find(whole);
  const secret = found?.secret ?? /^[\w-]{43}$/.exec(whole)?.[0];
  const its = place(whole, found?.at);
  const id = its?.circle ?? circle;
  return secret && id && `${its?.origin ?? ''}/c/${id}/#invite=${secret}`;
}
