import { set as setClock } from '../base/clock';
import type { Problem } from '../protocol';

/** A documented refusal of the server. Any other failure of a request counts as no answer. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** How long a request may take: on a thin network a snapshot is slow, but nobody waits a minute. */
export const ANSWER_MS_MAX = 20_000;

/** Options of a request. */
export interface Ask {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a JPEG, in place of a body of JSON. */
  jpeg?: ArrayBuffer;
  /** How long to wait for the answer. */
  wait_ms?: number;
  /** Aborts it. */
  signal?: AbortSignal;
}

/** Sends one request to the API. Throws `Refused`, or the error that prevented an answer. */
export async function call<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
  const { wait_ms, signal } = ask;
  const gone = new AbortController();
  const late = setTimeout(() => gone.abort(), wait_ms ?? ANSWER_MS_MAX);
  signal?.addEventListener('abort', () => gone.abort());
  try {
    return await answer<T>(method, path, ask, gone.signal);
  } finally {
    clearTimeout(late);
  }
}

async function answer<T>(method: string, path: string, { body, jpeg }: Ask, signal: AbortSignal): Promise<T> {
  const sent = jpeg ?? (body !== undefined && JSON.stringify(body));
  const response = await fetch(path, {
    method,
    // The same mode as the document's preload of the snapshot, or the browser would fetch it twice.
    credentials: 'same-origin',
    signal,
    ...(sent && { headers: { 'content-type': jpeg ? 'image/jpeg' : 'application/json' }, body: sent }),
  });
  const text = await response.text();
  // A proxy may answer with something else than JSON: then this throws, as if the server wasn't reached.
  const said = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw said?.code ? new Refused(said) : new Error(`${path}: ${response.status}`);
  const now_ms = Number(response.headers.get('x-now-ms'));
  // A cached answer has an old time.
  if (now_ms && !path.endsWith('/snapshot')) setClock(now_ms);
  return said;
}
