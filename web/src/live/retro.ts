import { answers } from '../http/answers';
import { together } from '../http/together';
import type { Answer, Joint, Member, PutCard, Round, TakenCard } from '../protocol';
import type { Space } from '../rows/space';
import type { Session } from './session';

/** All answers to a retro, with groups and taken tries. */
export interface Read {
  position: string;
  answers: Answer[];
  members: Member[];
  put: PutCard[];
  taken: TakenCard[];
}

/** How many pages of answers are read: those of a thousand people, more than come to a retro. */
const PAGES_MAX = 10;

/** Reads a retro's answers, and the promises that take its tries on. Only who answered or passed may. */
export async function readRetro(session: Session, round: string): Promise<Read> {
  const at_least = session.view.value!.position;
  const read: Read = { position: '', answers: [], members: [], put: [], taken: [] };
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const got = await answers(session.id, round, after, at_least);
    // If cards moved between two pages, the row changes, and all is loaded again.
    if (!read.position) read.position = got.position;
    read.answers.push(...got.answers);
    read.members.push(...got.members);
    read.put.push(...(got.put ?? []));
    read.taken.push(...(got.taken ?? []));
    after = got.answers.at(-1)?.id ?? null;
    if (!got.more || !after) break;
  }
  const missing = read.taken.map(({ n }) => n).filter(n => !session.view.value!.of(n));
  if (missing.length > 0) {
    await session.load(async (api, space) => {
      const page = await api.cards({ ns: missing.slice(0, 100).join() }, at_least);
      space.merge(page, page.position);
      return { listed: page.feed };
    });
  }
  return read;
}

/** Loads the last ended retro before one, if there is any. */
export const loadLast =
  ({ id }: Session, before: Round) =>
  async (_: unknown, space: Space): Promise<{ listed: number[]; last: Round | undefined }> => {
    const page = await together(id).rounds(before.n, space.rows.position, 'retro');
    space.merge(page, page.position);
    space.own(page.own_rounds, page.position);
    const retros = (page.rounds ?? []).filter(({ n }) => page.listed.includes(n)).sort((a, b) => b.n - a.n);
    return { listed: [], last: retros.find(({ ended_at_ms }) => ended_at_ms) };
  };

/** Loads the open promises of a space, soonest first. */
export const loadPromises =
  ({ id }: Session) =>
  async (_: unknown, space: Space): Promise<{ listed: number[] }> => {
    const page = await together(id).promises(space.rows.position);
    space.merge(page, page.position);
    return { listed: page.promises };
  };

/** Loads what was learned, or the traces at a joint, newest first, before an edge. */
export const loadMarked =
  ({ id }: Session, joint: Joint | null, before: string | null) =>
  async (_: unknown, space: Space): Promise<{ listed: number[]; more: string | null }> => {
    const ask = together(id);
    const { position } = space.rows;
    const page = await (joint ? ask.joint(joint, before, position) : ask.learned(before, position));
    space.merge(page, page.position);
    return { listed: page.feed, more: page.edge ? `${page.edge.at_ms},${page.edge.n}` : null };
  };
