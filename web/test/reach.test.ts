import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backoff_ms } from '../src/base/backoff';
import { newId } from '../src/base/id';
import { ending, Socket } from '../src/live/socket';
import { CLOSE_CODES, type ServerFrame } from '../src/protocol';

test('waits double up to twenty seconds, and never fall together', () => {
  expect([0, 1, 2, 3].map(attempt => backoff_ms(attempt, 1))).toEqual([400, 800, 1_600, 3_200]);
  expect(backoff_ms(50, 1)).toBe(20_000);
  expect(backoff_ms(50, 0)).toBe(4_000);
});

test('an id is a UUIDv7 of its time', () => {
  const id = newId(0x0193_5a7c_1234);
  expect(id).toMatch(/^01935a7c-1234-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(1) < newId(2)).toBe(true);
});

test('every close code of the protocol is read as it is meant', () => {
  const read = { resume: 'resume', snapshot: 'snapshot', stay: 'over' };
  for (const [code, { comeBack }] of Object.entries(CLOSE_CODES))
    expect([code, ending(Number(code))]).toEqual([code, read[comeBack]]);
});

/** A socket that does what the test says. */
class Line {
  static all: Line[] = [];
  static OPEN = 1;
  readyState = 1;
  sent: string[] = [];
  onopen = () => {};
  onmessage = (_: { data: string }) => {};
  onclose = (_: { code: number; reason: string }) => {};
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    Line.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {}
}

describe('a connection', () => {
  const ways: string[] = [];
  const frames: ServerFrame[] = [];
  let socket: Socket;
  const last = () => Line.all.at(-1)!;
  const open = (after: string | null = '1-5-n') =>
    new Socket(
      'ws://x/live',
      async () => after,
      frame => frames.push(frame),
      how => ways.push(how),
    );
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    vi.stubGlobal('WebSocket', Line);
    Line.all = [];
    ways.length = 0;
  });
  afterEach(() => {
    socket.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test('says hello after the position that the page holds', async () => {
    socket = open();
    socket.start();
    await pass(0);
    last().onopen();
    expect([last().protocol, last().sent]).toEqual(['traceboard.v1', ['{"type":"hello","after":"1-5-n"}']]);
  });

  test('comes back by itself, later each time, and soon again once it proved good', async () => {
    socket = open();
    socket.start();
    await pass(0);
    last().onclose({ code: 1006, reason: '' });
    await pass(399);
    expect(Line.all).toHaveLength(1);
    await pass(1);
    expect(Line.all).toHaveLength(2);
    last().onclose({ code: 1006, reason: '' });
    await pass(799);
    expect(Line.all).toHaveLength(2);
    await pass(1);
    last().onopen();
    socket.settled();
    last().onclose({ code: 1006, reason: '' });
    await pass(400);
    expect(Line.all).toHaveLength(4);
  });

  test('comes back when a draining server says, and at once when there is a network again', async () => {
    socket = open();
    socket.start();
    await pass(0);
    last().onclose({ code: 4000, reason: 'come back in 3000' });
    await pass(3_399);
    expect(Line.all).toHaveLength(1);
    socket.now();
    await pass(0);
    expect(Line.all).toHaveLength(2);
  });

  test('that doesn’t open is given up', async () => {
    socket = open();
    socket.start();
    await pass(10_001);
    expect(Line.all).toHaveLength(2);
  });

  test('asks for a snapshot or stays away, where the close code says so', async () => {
    socket = open();
    socket.start();
    await pass(0);
    last().onclose({ code: 4010, reason: '' });
    await pass(400);
    last().onclose({ code: 4021, reason: '' });
    await pass(60_000);
    expect(ways).toEqual(['snapshot', 'over']);
    expect(Line.all).toHaveLength(2);
  });
});
