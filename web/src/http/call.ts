import { set as setClock } from '../base/clock';
import type { Problem } from '../protocol';

/** The server's documented refusal. Whatever else goes wrong with a request is no answer at all. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** How long a request may take: on a thin network a snapshot is slow, but nobody waits a minute. */
export const ANSWER_MS_MAX = 20_000;

/** What else there is to say of a request. */
export interface Ask {
  body?: unknown;
  /** For how long to wait for its answer. */
  wait_ms?: number;
  /** Gives it up. */
  signal?: AbortSignal;
}

/** Sends one request to the API. Throws `Refused`, or whatever kept it from an answer. */
export async function call<T>(method: string, path: string, { body, wait_ms, signal }: Ask = {}): Promise<T> {
  const gone = new AbortController();
  const late = setTimeout(() => gone.abort(), wait_ms ?? ANSWER_MS_MAX);
  signal?.addEventListener('abort', () => gone.abort());
  try {
    return await answer<T>(method, path, body, gone.signal);
  } finally {
    clearTimeout(late);
  }
}

async function answer<T>(method: string, path: string, body: unknown, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    method,
    // As the document's preload of the snapshot asks for it, or the browser would fetch it twice.
    credentials: 'same-origin',
    signal,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // Something in between may answer in another tongue: then this throws, and nobody was reached.
  const said = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw said?.code ? new Refused(said) : new Error(`${path}: ${response.status}`);
  const now_ms = Number(response.headers.get('x-now-ms'));
  // A kept answer's clock stood still.
  if (now_ms && !path.endsWith('/snapshot')) setClock(now_ms);
  return said;
}
