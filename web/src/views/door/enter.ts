import { newId } from '../../base/id';
import { first } from '../../http/api';
import { call, Refused } from '../../http/call';
import { door } from '../../http/door';
import { isIn, type Joining, join } from '../../page/joining';
import type { Draft, Member, ServerFrame } from '../../protocol';

/** This browser has joined, and doesn't send the session that it got. */
export class SessionLost extends Error {}

interface Who {
  name: string;
  colour: number;
}

/**
 * Uses an invite. Its request is kept until a further one has shown that the session holds, and that the member is called what
 * was typed last: until then every try completes the same one.
 */
export async function enter(circle: string, secret: string, who: Who): Promise<Joining> {
  const begun = join(circle, secret, who.name, who.colour);
  const { request, name, colour, changed } = begun;
  const { member } = await door(circle).join({ request, secret, ...(name && { name, colour }) });
  const own = await session(circle, member);
  if (name && changed && own && (own.name !== name || own.colour !== colour)) await rename(circle, { name, colour });
  isIn(circle);
  return begun;
}

/** The row of the member who joined, as the server gives it to the session that this browser sends. */
async function session(circle: string, member: string): Promise<Member | undefined> {
  try {
    const { me, members } = await first(circle).mine([], null, null);
    if (me === member) return members?.find(({ id }) => id === me);
  } catch (error) {
    const code = error instanceof Refused && error.problem.code;
    // They were removed since: the next try is a new one.
    if (code === 'not_a_member') isIn(circle);
    if (code !== 'not_signed_in') throw error;
  }
  throw new SessionLost();
}

/** By a request of its own: the board that would send it isn't there yet. */
async function rename(circle: string, who: Who): Promise<void> {
  const draft: Draft = { id: newId(), written_at_ms: Date.now(), deed: { type: 'rename', ...who } };
  const answers = await call<ServerFrame[]>('POST', `/api/c/${circle}/posts`, { body: { drafts: [draft] } });
  for (const answer of answers) if (answer.type === 'refused') throw new Refused(answer);
}
