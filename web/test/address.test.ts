import { describe, expect, test } from 'vitest';
import { pathIn, secretIn } from '../src/page/address';
import { read } from '../src/page/route';
import { linked } from '../src/views/door/paste';

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
  ])('%s opens its door, and can be pasted', (_, mangled) => {
    const path = mangled.replace(/^https:..[^/]*/, '').replace(/[?#][\s\S]*/, '');
    expect(secretIn(mangled)).toBe(SECRET);
    expect(read(path, '')).toEqual({ at: 'now', circle: CIRCLE });
    expect(linked(mangled, undefined)).toBe(LINK);
  });

  test.each([
    ['by a mail program', `https://links.example/?url=${encodeURIComponent(LINK)}&data=05%7C01`],
    ['by a name', `[come in](${LINK})`],
    ['by another link', `https://board.example/ ${LINK}`],
  ])('that is wrapped %s can be pasted', (_, wrapped) => expect(linked(wrapped, undefined)).toBe(LINK));

  test('can be pasted without its address where the circle is known', () => {
    expect(linked(` ${SECRET} `, CIRCLE)).toBe(`/c/${CIRCLE}/#invite=${SECRET}`);
    expect(linked(SECRET, undefined)).toBeUndefined();
  });

  test('without its fragment has no secret, but its circle is known', () => {
    expect(secretIn(`https://board.example/c/${CIRCLE}/`)).toBeUndefined();
    expect(linked(`https://board.example/c/${CIRCLE}/`, CIRCLE)).toBeUndefined();
    expect(pathIn(`/c/${CIRCLE.toUpperCase()}/.`)).toBe(`/c/${CIRCLE}/.`);
    expect(read(`/c/${CIRCLE},`, '')).toEqual({ at: 'now', circle: CIRCLE });
  });
});
