// A server and a network in one's hand, at the level of the browser's own WebSocket and fetch.
import { vi } from 'vitest';

/** A socket that does what the test says. */
export class Line {
  static all: Line[] = [];
  static OPEN = 1;
  static get last(): Line {
    return Line.all.at(-1)!;
  }
  readyState = 0;
  closed = false;
  readonly sent: { type: string; [field: string]: unknown }[] = [];
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
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.readyState = Line.OPEN;
    this.onopen();
  }
  says(frame: object): void {
    this.onmessage({ data: JSON.stringify(frame) });
  }
  welcomes(member = 'kea'): void {
    this.open();
    this.says({ type: 'welcome', server: 's', member, now_ms: Date.now() });
  }
  breaks(code = 1006, reason = ''): void {
    this.onclose({ code, reason });
  }
  get kinds(): string[] {
    return this.sent.map(({ type }) => type);
  }
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** An answer as `fetch` gives it. */
export const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
export const html = (status: number) => new Response('<h1>Bad gateway</h1>', { status });
export const refusal = (code: string, status = 403) => json({ code, message: code, retry: false }, status);

type Answer = (url: URL, init: RequestInit) => Response | undefined;

/** Answers requests by what their path begins with; one that gets no answer hangs until it is given up. */
export function answering(answers: Record<string, Answer>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(path.replace(/^.*?\/c\/[^/]*\//, ''));
    const url = new URL(path, 'http://board.example');
    const key = Object.keys(answers).find(key => url.pathname.includes(`/${key}`));
    return new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      const answer = key && answers[key]!(url, init);
      if (answer) resolve(answer);
    });
  });
  return asked;
}
