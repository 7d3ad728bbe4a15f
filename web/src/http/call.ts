import type { Problem } from '../protocol';

/** The server's documented refusal. Whatever else goes wrong with a request is no answer at all. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** How long a request may take: on a thin network a snapshot is slow, but nobody waits a minute. */
const ANSWER_MS_MAX = 20_000;

/** Sends one request to the API. Throws `Refused`, or whatever kept it from an answer. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // Something in between may answer in another tongue: then this throws, and nobody was reached.
  const answer = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw answer?.code ? new Refused(answer) : new Error(`${path}: ${response.status}`);
  return answer;
}
