import type { Problem } from '../protocol';

/** The server's documented refusal. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
  }
}

/** Nobody answered: no network, or something in between that isn't Traceboard. */
export class Unreachable extends Error {}

/** How long a request may take: on a thin network a snapshot is slow, but nobody waits a minute. */
const ANSWER_MS_MAX = 20_000;

/** Sends one request to the API. Throws `Refused` or `Unreachable`. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, signal: AbortSignal.timeout(ANSWER_MS_MAX) };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, init);
    text = await response.text();
  } catch (error) {
    throw new Unreachable(`cannot ${method} ${path}`, { cause: error });
  }
  const answer = read(text);
  if (response.ok) return answer as T;
  if (isProblem(answer)) throw new Refused(response.status, answer);
  throw new Unreachable(`cannot ${method} ${path}: ${response.status}`);
}

function read(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
}
