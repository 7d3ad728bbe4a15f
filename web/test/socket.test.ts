import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hint_ms, staysAway } from '../src/link/codes';
import { Socket } from '../src/link/socket';
import { CLOSE_CODES, type ServerFrame } from '../src/protocol';
import { Line, pass } from './wires';

test('every close code of the protocol leads to its reaction', () => {
  for (const [code, { comeBack }] of Object.entries(CLOSE_CODES))
    expect([code, staysAway(Number(code)) !== false]).toEqual([code, comeBack === 'stay']);
  expect([4020, 4021, 4023].map(staysAway)).toEqual(['not_signed_in', 'not_a_member', 'too_many_requests']);
  expect([1000, 1006, 4001].map(staysAway)).toEqual([false, false, false]);
});

test('a server that shuts down says when to reconnect, within bounds', () => {
  expect(['come back in 3000', '', 'in 999999999'].map(hint_ms)).toEqual([3_000, 0, 60_000]);
});

const EVENTS = { welcomed: () => {}, frame: () => {} };

describe('a socket', () => {
  const frames: ServerFrame[] = [];
  const ended: [number, string][] = [];
  let socket: Socket;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', Line);
    Line.all = [];
    frames.length = ended.length = 0;
    socket = new Socket('ws://x/live', () => [{ space: 's', after: '1-5-n' }], {
      welcomed: () => {},
      frame: frame => frames.push(frame),
      over: (...how) => ended.push(how),
    });
  });
  afterEach(() => {
    socket.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('that the browser lacks or forbids ends as one that the network blocks, and not within its own making', async () => {
    const forbidding = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    for (const none of [undefined, forbidding]) {
      vi.stubGlobal('WebSocket', none);
      ended.length = 0;
      const made = () => new Socket('ws://x/live', () => [], { ...EVENTS, over: (...how) => ended.push(how) });
      const lacking = made();
      expect(lacking.send({ type: 'beat' })).toBe(false);
      expect(ended).toEqual([]);
      made().close();
      await pass(0);
      expect(ended).toEqual([[1006, '']]);
    }
  });

  test('sends hello with its version and the position of each space', () => {
    Line.last.open();
    expect(Line.last.protocol).toBe('traceboard.v2');
    expect(Line.last.sent).toEqual([{ type: 'hello', version: 2, spaces: [{ space: 's', after: '1-5-n' }] }]);
  });

  test('that hangs at its upgrade is given up after five seconds', async () => {
    await pass(4_999);
    expect(ended).toEqual([]);
    await pass(1);
    expect([ended, Line.last.closed]).toEqual([[[1006, '']], true]);
  });

  test('sends a beat after a silence, and is live as long as that is answered', async () => {
    Line.last.welcomes();
    for (let beat = 1; beat <= 5; beat += 1) {
      await pass(9_000);
      expect(Line.last.kinds.filter(kind => kind === 'beat')).toHaveLength(beat);
      await pass(2_000);
      Line.last.says({ type: 'beat', now_ms: 0 });
    }
    expect(ended).toEqual([]);
  });

  test('that is half open is found within twenty seconds', async () => {
    Line.last.welcomes();
    await pass(20_000);
    expect(ended).toEqual([[1006, '']]);
  });

  test('costs less than two kilobytes a minute when nothing happens', async () => {
    Line.last.welcomes();
    const before = Line.last.sent.length;
    const answer = JSON.stringify({ type: 'beat', now_ms: 1_780_297_206_000 });
    for (let second = 0; second < 60; second += 1) {
      const asked = Line.last.sent.length;
      await pass(1_000);
      if (Line.last.sent.length > asked) Line.last.says(JSON.parse(answer));
    }
    const beats = Line.last.sent.length - before;
    // Each way: the frame's header with its mask, TLS, TCP and IP, and an acknowledgement.
    const around = 6 + 22 + 40 + 40;
    expect(beats * ('{"type":"beat"}'.length + answer.length + 2 * around)).toBeLessThan(2_048);
  });

  test('that was closed reports nothing more', async () => {
    Line.last.welcomes();
    socket.close();
    Line.last.says({ type: 'beat', now_ms: 0 });
    Line.last.breaks();
    await pass(60_000);
    expect([frames.length, ended]).toEqual([1, []]);
  });
});
