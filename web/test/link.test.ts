import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Link } from '../src/link/link';
import type { Following, ServerFrame } from '../src/protocol';
import { answering, html, json, Line, pass, refusal } from './wires';

const SPACE: Following = { space: 's', after: '1-5-n' };
const MINUTE = 60_000;

describe('a link', () => {
  let spaces: Following[] = [SPACE];
  const said: string[] = [];
  let link: Link;
  const states = (to: string) => ({ type: 'states', space: 's', to }) as ServerFrame;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    vi.stubGlobal('WebSocket', Line);
    Line.all = [];
    spaces = [SPACE];
    said.length = 0;
    answering({});
    link = new Link('ws://x/live', 's', {
      up: member => said.push(`up ${member ?? 'by poll'}`),
      frames: frames => said.push(...frames.map(({ type }) => type)),
      down: () => said.push('down'),
      over: code => said.push(`over ${code}`),
    });
  });
  afterEach(() => {
    link.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  /** A server whose poll answers at once where it is to, and else parks who asks. */
  const parked = () =>
    answering({ states: url => (url.searchParams.get('wait_ms') === '0' ? json([states('1-5-n')]) : undefined) });

  test('by socket reconnects by itself, later each time, and soon again after a welcome', async () => {
    link.start(() => spaces);
    Line.last.welcomes();
    await pass(11_000);
    Line.last.says(states('1-6-n'));
    Line.last.breaks();
    await pass(400);
    expect(Line.all).toHaveLength(2);
    Line.last.breaks(4001, 'come back in 3000');
    await pass(3_799);
    expect(Line.all).toHaveLength(2);
    await pass(1);
    expect(Line.all).toHaveLength(3);
    expect(said).toEqual(['up kea', 'welcome', 'states', 'down', 'down']);
  });

  test('doesn’t reconnect after a close code that forbids it', async () => {
    link.start(() => spaces);
    Line.last.welcomes();
    Line.last.breaks(4021);
    await pass(MINUTE);
    expect(said.at(-1)).toBe('over not_a_member');
    expect(Line.all).toHaveLength(1);
    link.now();
    link.renew();
    expect(Line.all).toHaveLength(1);
  });

  test('falls back to polls where the upgrade is refused or hangs, and posts by requests', async () => {
    const asked = parked();
    link.start(() => spaces);
    await pass(5_000);
    expect(said).toEqual(['up by poll', 'states']);
    expect(asked).toEqual([
      'states?version=2&after=1-5-n&own=none&wait_ms=0',
      'states?version=2&after=1-5-n&own=none&wait_ms=25000',
    ]);
    expect(link.post({ id: 'i', written_at_ms: 0, deed: { type: 'leave_circle' } })).toBe(true);
    expect(asked.at(-1)).toBe('posts');
  });

  test('polls the circle and its pods by one request, posts to each, and sends what it knows of one’s own pods', async () => {
    const told = [states('1-5-n'), { ...states('1-2-n'), space: 'p' }, { type: 'own_pods', space: 's', known: 'k' }];
    const asked = answering({
      states: url => (url.searchParams.get('wait_ms') === '0' ? json(told) : undefined),
      'pods/p/posts': () => refusal('not_in_pod'),
    });
    spaces = [...spaces, { space: 'p', after: '1-2-n' }];
    link.start(() => spaces);
    await pass(5_000);
    expect(asked.slice(0, 2)).toEqual([
      'states?version=2&after=1-5-n&spaces=p%401-2-n&own=none&wait_ms=0',
      'states?version=2&after=1-5-n&spaces=p%401-2-n&own=k&wait_ms=25000',
    ]);
    link.post({ id: 'i', written_at_ms: 0, deed: { type: 'leave_pod' } }, 'p');
    expect(asked.at(-1)).toBe('pods/p/posts');
    await pass(0);
    // A pod that is looked at from now on is told of at once.
    spaces = [...spaces, { space: 'q', after: '1-3-n' }];
    link.follow(spaces[2]!);
    await pass(0);
    expect(asked.some(each => each.includes('q%401-3-n') && each.endsWith('wait_ms=0'))).toBe(true);
    // A refusal of one pod is about that pod, and ends nothing else.
    expect(said).toContain('refused');
    expect(said.some(each => each.startsWith('over'))).toBe(false);
  });

  test('falls back to polls at once where the browser has no sockets', async () => {
    parked();
    vi.stubGlobal('WebSocket', undefined);
    link.start(() => spaces);
    await pass(0);
    expect(said).toEqual(['up by poll', 'states']);
    expect(link.post({ id: 'i', written_at_ms: 0, deed: { type: 'leave_circle' } })).toBe(true);
  });

  test('falls back where a socket breaks twice within ten seconds of opening', async () => {
    const asked = parked();
    link.start(() => spaces);
    Line.last.welcomes();
    await pass(3_000);
    Line.last.breaks();
    await pass(400);
    Line.last.welcomes();
    await pass(3_000);
    expect(asked).toEqual([]);
    Line.last.breaks();
    await pass(0);
    expect(said.slice(-2)).toEqual(['up by poll', 'states']);
  });

  test('tries the socket again in the background, after one minute, two and so on, and changes to it once it works', async () => {
    const asked = parked();
    link.start(() => spaces);
    Line.last.breaks();
    await pass(0);
    said.length = 0;
    for (const minutes of [1, 1, 2, 4, 8, 16, 30, 30]) {
      const before = Line.all.length;
      await pass(minutes * MINUTE - 1);
      expect(Line.all).toHaveLength(before);
      await pass(1);
      expect(Line.all).toHaveLength(before + 1);
      Line.last.breaks();
    }
    await pass(30 * MINUTE);
    Line.last.welcomes();
    await pass(9_000);
    // The poll is still there while nobody knows.
    const polls = asked.length;
    expect(polls).toBeGreaterThan(0);
    Line.last.says({ type: 'beat', now_ms: 0 });
    await pass(1_000);
    expect(said.at(-1)).toBe('up kea');
    expect(link.post({ id: 'i', written_at_ms: 0, deed: { type: 'leave_circle' } })).toBe(true);
    expect(Line.last.kinds).toContain('post');
  });

  test('changes only its shown state while a proxy has no server, and recovers by itself', async () => {
    let up = false;
    answering({ states: () => (up ? json([states('1-5-n')]) : html(502)) });
    link.start(() => spaces);
    Line.last.breaks();
    await pass(0);
    expect(said).toEqual(['down']);
    await pass(3_000);
    Line.last.breaks();
    await pass(0);
    up = true;
    await pass(5_000);
    Line.last.welcomes();
    expect(said.at(-2)).toBe('up kea');
    expect(said).not.toContain('over');
  });

  test('learns by a request why an upgrade was refused', async () => {
    answering({ states: () => refusal('not_signed_in', 401) });
    link.start(() => spaces);
    Line.last.breaks();
    await pass(0);
    expect(said).toEqual(['over not_signed_in']);
  });

  test('polls only once the page has a position, and then at once', async () => {
    const asked = parked();
    spaces = [];
    link.start(() => spaces);
    Line.last.breaks();
    await pass(20_000);
    expect(asked).toEqual([]);
    spaces = [SPACE];
    link.follow(SPACE);
    await pass(0);
    expect(asked[0]).toBe('states?version=2&after=1-5-n&own=none&wait_ms=0');
  });

  test('sends a new position on the open socket', () => {
    spaces = [];
    link.start(() => spaces);
    Line.last.welcomes();
    link.follow(SPACE);
    expect(Line.last.sent).toEqual([
      { type: 'hello', version: 2, spaces: [] },
      { type: 'follow', ...SPACE },
    ]);
  });

  test('connects at once on the browser’s online event, and tries also without one', async () => {
    link.start(() => spaces);
    Line.last.welcomes();
    link.drop();
    expect([said.at(-1), Line.all.length]).toEqual(['down', 1]);
    link.now();
    expect(Line.all).toHaveLength(2);
    link.drop();
    await pass(21_000);
    expect(Line.all.length).toBeGreaterThan(2);
  });
});
