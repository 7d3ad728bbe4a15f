// Whoever joins, with answers that are lost, names that are corrected, and browsers that keep no session.
import { beforeEach, describe, expect, test } from 'vitest';
import { isIn, join, joining } from '../src/page/joining';
import { enter, SessionLost } from '../src/views/door/enter';
import { answering, html, json, refusal } from './wires';

const CIRCLE = '0190a6f0-0000-7000-8000-000000000001';
const SECRET = 'abcDEF-_0123456789abcDEF-_0123456789abcDEFg';

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '');
  isIn(CIRCLE);
});

describe('whoever joins', () => {
  test('repeats the same request until it succeeds, also after a reload and under another name', () => {
    const { request } = join(CIRCLE, SECRET, ' Kea ', 3);
    expect(joining(CIRCLE, SECRET)).toEqual({ of: 'abcDEF-_', name: 'Kea', colour: 3, request });
    expect(join(CIRCLE, SECRET, 'Kea', 3).changed).toBeUndefined();
    expect(join(CIRCLE, SECRET, 'Tui', 3)).toMatchObject({ name: 'Tui', request, changed: true });
    // The first one may have been answered, so it stays changed.
    expect(join(CIRCLE, SECRET, 'Tui', 3)).toMatchObject({ request, changed: true });
    isIn(CIRCLE);
    expect(joining(CIRCLE, SECRET)).toBeUndefined();
  });

  test('makes a new request for another invite', () => {
    join(CIRCLE, SECRET, 'Kea', 3);
    expect(joining(CIRCLE, SECRET.replace('abc', 'xyz'))).toBeUndefined();
  });
});

/** A server that keeps the first name that a request brings, as the real one does. */
function server({ deaf = false, session = true } = {}) {
  const members = new Map<string, { id: string; name: string; colour: number }>();
  const it = { members, deaf, session, of: '', renamed: 0 };
  answering({
    join: (_, { body }) => {
      const { request, name, colour } = JSON.parse(`${body}`);
      if (!members.has(request)) members.set(request, { id: request, name, colour });
      it.of = request;
      return it.deaf ? html(502) : json({ member: request });
    },
    mine: () => (it.session ? json({ me: it.of, members: [members.get(it.of)] }) : refusal('not_signed_in', 401)),
    posts: (_, { body }) => {
      const { deed, id } = JSON.parse(`${body}`).drafts[0];
      Object.assign(members.get(it.of)!, { name: deed.name, colour: deed.colour });
      it.renamed += 1;
      return json([{ type: 'ack', id, position: '1-1', at_ms: 1 }]);
    },
  });
  return it;
}

describe('entering', () => {
  const kea = { name: 'Lost', colour: 3 };

  test('is one request and no renaming where all goes well', async () => {
    const its = server();
    await enter(CIRCLE, SECRET, kea);
    expect([its.members.size, its.renamed, joining(CIRCLE, SECRET)]).toEqual([1, 0, undefined]);
  });

  test('under a corrected name after a lost answer makes one member, who has the new name', async () => {
    const its = server({ deaf: true });
    await expect(enter(CIRCLE, SECRET, kea)).rejects.toThrow();
    its.deaf = false;
    await enter(CIRCLE, SECRET, { name: 'Found', colour: 4 });
    expect([...its.members.values()]).toMatchObject([{ name: 'Found', colour: 4 }]);
    expect(joining(CIRCLE, SECRET)).toBeUndefined();
  });

  test('renames nobody whose first request never arrived', async () => {
    join(CIRCLE, SECRET, 'Lost', 3);
    const its = server();
    await enter(CIRCLE, SECRET, { name: 'Found', colour: 3 });
    expect([its.members.size, its.renamed]).toEqual([1, 0]);
  });

  test('into a browser that keeps no cookie says so, and every further try completes the same member', async () => {
    const its = server({ session: false });
    await expect(enter(CIRCLE, SECRET, kea)).rejects.toBeInstanceOf(SessionLost);
    await expect(enter(CIRCLE, SECRET, kea)).rejects.toBeInstanceOf(SessionLost);
    its.session = true;
    await enter(CIRCLE, SECRET, kea);
    expect(its.members.size).toBe(1);
  });

  test('is not done where the browser goes on sending somebody else’s session', async () => {
    answering({ join: () => json({ member: 'kea' }), mine: () => json({ me: 'somebody', members: [] }) });
    await expect(enter(CIRCLE, SECRET, kea)).rejects.toBeInstanceOf(SessionLost);
    expect(joining(CIRCLE, SECRET)?.name).toBe('Lost');
  });

  test('begins anew after the member of the former request was removed', async () => {
    answering({ join: () => json({ member: 'm' }), mine: () => refusal('not_a_member') });
    await expect(enter(CIRCLE, SECRET, kea)).rejects.toThrow('not_a_member');
    expect(joining(CIRCLE, SECRET)).toBeUndefined();
  });
});
