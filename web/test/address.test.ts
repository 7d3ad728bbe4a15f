// What people paste and follow: links that something on their way has changed.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { linked, mended, secretIn } from '../src/page/mend';
import { read } from '../src/page/route';

const CIRCLE = '0190a6f0-0000-7000-8000-000000000001';
const SECRET = 'abcDEF-_0123456789abcDEF-_0123456789abcDEFg';
const LINK = `https://board.example/c/${CIRCLE}/#invite=${SECRET}`;
const half = LINK.length - 12;

describe('an invite', () => {
  test.each([
    ['with a full stop behind it', `${LINK}.`],
    ['within brackets', `${LINK})`],
    ['coded', LINK.replace('#invite=', '%23invite%3D')],
    ['coded twice', LINK.replace('#invite=', '%2523invite%253D')],
    ['of mail that codes line ends', LINK.replace('=', '=3D')],
    ['with what counts clicks', LINK.replace('#', '?fbclid=IwAR0-1#')],
    ['with what counts clicks behind it', `${LINK}&utm_source=mail`],
    ['broken over two lines', `${LINK.slice(0, half)}%0A${LINK.slice(half)}`],
    ['with signs that nobody sees', `${LINK.slice(0, half)}\u200b${LINK.slice(half)}\u00ad`],
    ['with a per cent sign that codes nothing behind it', `${LINK} 100%`],
    ['in capitals, but for its secret', LINK.replace(CIRCLE, CIRCLE.toUpperCase())],
    ['quoted in a reply that broke it', `${LINK.slice(0, half)}\r\n> > ${LINK.slice(half)}`],
    ['broken by mail', `${LINK.slice(0, half)}=\n${LINK.slice(half)}`],
    ['broken before its secret', LINK.replace('invite=', 'invite=\n')],
    ['with a capital', LINK.replace('invite', 'Invite')],
    ['with a hash sign of East Asia', LINK.replace('#', '＃')],
    ['with a slash too many', LINK.replace('/#', '//#')],
    ['with slashes too many before it', LINK.replace('/c/', '//c//')],
    ['with a per cent sign behind it while it is coded', `${LINK.replace('#invite=', '#invite%3D')}%20100%`],
    ['coded behind what is not UTF-8', LINK.replace('#invite=', '?utm_campaign=caf%E9%23invite%3D')],
    ['of Markdown', LINK.replace('#invite=', '\\#invite\\=').replace('_', '\\_')],
    ['of Markdown, coded', LINK.replace('_', '%5C_')],
    ['of JSON', LINK.replace('#invite=', '\\u0023invite\\u003d').replace(/\//g, '\\/')],
    ['of HTML', LINK.replace('#invite=', '&#35;invite&#x3D;')],
    ['of HTML by names', LINK.replace('#invite=', '&num;invite&equals;')],
    ['with a wide equals sign', LINK.replace('=', '＝')],
    ['behind another invite', LINK.replace('#', '?ref=invite=newsletter_of_november#')],
    ['behind another word', LINK.replace('#', '?reinvite=aaaaaaaaaaaaaaaaaaaa#')],
    ['before another invite', `${LINK}&again=invite=${'a'.repeat(60)}`],
    ['with hyphens of print', LINK.replace(/-/g, '\u2010')],
    ['with dashes', LINK.replace(/-/g, '\u2013')],
    ['with minus signs', LINK.replace(/-/g, '\u2212')],
    ['with a circle without hyphens', LINK.replace(CIRCLE, CIRCLE.replace(/-/g, ''))],
    ['to a file', LINK.replace('/#', '/index.html#')],
    ['with its hash sign coded by mail', LINK.replace('#invite=', '=23invite=3D')],
    ['with a capital circle', LINK.replace('/c/', '/C/')],
    ['broken by a sign of Unicode', `${LINK.slice(0, half)}\u2028${LINK.slice(half)}`],
    ['with a place to break', `${LINK.slice(0, half)}<wbr>${LINK.slice(half)}`],
  ])('%s opens its door, and can be pasted', (_, mangled) => {
    expect(secretIn(mangled)).toBe(SECRET);
    const { paths, secret } = mended(mangled);
    const found = paths.map(path => read(path, '')).find(({ at }) => at !== 'home');
    expect([found, secret]).toEqual([{ at: 'now', circle: CIRCLE }, SECRET]);
    expect(linked(mangled, undefined)).toBe(LINK);
  });

  test.each([
    ['by a mail program', `https://links.example/?url=${encodeURIComponent(LINK)}&data=05%7C01`],
    ['by a name', `[come in](${LINK})`],
    ['by another link', `https://board.example/ ${LINK}`],
    ['by a per cent sign', `100% welcome: ${encodeURIComponent(LINK)}`],
    ['by an older one', `Old: ${LINK.replace('abc', 'xyz').replace('0001/', '0002/')} New: ${LINK}`],
    ['by a quote with a name', `${LINK.slice(0, half)}\nKea> ${LINK.slice(half)}`],
    ['by brackets that were broken', `<${LINK.slice(0, half)}\n${LINK.slice(half)}> welcome`],
    [
      'by a mail filter',
      `https://urldefense.proofpoint.com/v2/url?u=${LINK.replace(/[-_:#=]/g, sign => `-${sign.charCodeAt(0).toString(16).toUpperCase()}`).replace(/\//g, '_')}&d=DwMFaQ&c=x`,
    ],
  ])('that is wrapped %s can be pasted', (_, wrapped) => expect(linked(wrapped, undefined)).toBe(LINK));

  test('can be pasted without its address where the circle is known', () => {
    expect(linked(` ${SECRET} `, CIRCLE)).toBe(`/c/${CIRCLE}/#invite=${SECRET}`);
    expect(linked(SECRET, undefined)).toBeUndefined();
  });

  test('without its fragment has no secret, but its circle is known', () => {
    expect(secretIn(`https://board.example/c/${CIRCLE}/`)).toBeUndefined();
    expect(linked(`https://board.example/c/${CIRCLE}/`, CIRCLE)).toBeUndefined();
    expect(read(`/c/${CIRCLE},`, '')).toEqual({ at: 'now', circle: CIRCLE });
    expect(read(`/c/${CIRCLE.toUpperCase()}/`, '')).toEqual({ at: 'now', circle: CIRCLE });
  });
});

describe('a page that is opened by', () => {
  afterEach(() => history.replaceState(null, '', '/'));

  /** Loads the page's reading of its address anew. */
  async function opened(address: string) {
    vi.resetModules();
    history.replaceState(null, '', address);
    const { invite, route } = await import('../src/page/route');
    const { isMangled, mend } = await import('../src/page/mend');
    const mangled = isMangled(invite.value);
    if (isMangled(invite.value)) mend(invite.value);
    return { mangled, state: [route.value, invite.value] };
  }
  const now = { at: 'now', circle: CIRCLE };

  test('a whole link reads it at once', async () => {
    expect(await opened(`/c/${CIRCLE}/?utm_source=mail#invite=${SECRET}`)).toEqual({
      mangled: false,
      state: [now, SECRET],
    });
    expect(location.href).toMatch(new RegExp(`/c/${CIRCLE}/$`));
    expect(await opened(`/c/${CIRCLE}/trail/${CIRCLE}?at=${CIRCLE}`)).toMatchObject({ mangled: false });
    expect(await opened('/')).toEqual({ mangled: false, state: [{ at: 'home' }, null] });
  });

  test.each([
    ['a coded one', `/c/${CIRCLE}/%23invite%3D${SECRET}%20100%`],
    ['one in another address', `/?url=${encodeURIComponent(LINK)}&data=05`],
    ['one to a file', `/c/${CIRCLE}/index.html#invite=${SECRET}`],
    ['one to no circle\u2019s page', `/#invite%3D${SECRET}&c=${CIRCLE}`],
    ['one that mail coded', `/c/${CIRCLE}/=23invite=3D${SECRET}`],
    ['one to a capital circle', `/C/${CIRCLE}/#invite=${SECRET}`],
    ['one whose circle stands elsewhere', `/?c=${CIRCLE}#invite=${SECRET}`],
    ['one with hyphens of print', `/c/${CIRCLE}/#invite=${SECRET}`.replace(/-/g, '\u2011')],
  ])('%s comes to its door, and the address keeps no secret', async (_, address) => {
    const { state } = await opened(address);
    expect(state).toEqual([now, SECRET]);
    expect(location.pathname).toBe(`/c/${CIRCLE}/`);
    expect(decodeURIComponent(location.href)).not.toContain('invite');
    expect(history.state.invite).toBe(SECRET);
  });

  test('a link without its circle keeps its secret, so that the page can say what is missing', async () => {
    const { state } = await opened(`/#invite=${SECRET}`);
    expect(state).toEqual([{ at: 'home' }, SECRET]);
    expect(location.pathname + location.hash).toBe('/');
  });

  test('a place of a circle stays there', async () => {
    const { state } = await opened(`/c/${CIRCLE}/trail/${CIRCLE}?at=${CIRCLE}&x=%20`);
    expect(state).toEqual([{ at: 'trail', circle: CIRCLE, seed: CIRCLE, trace: CIRCLE }, null]);
    expect(location.search).toContain(`at=${CIRCLE}`);
  });
});
