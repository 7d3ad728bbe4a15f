import { Part } from '../../base/part';
import { over } from '../../page/desk';
import type { Round, RoundKind } from '../../protocol';
import { words } from '../../words';
import { later } from '../later';

const asking = new Part(() => import('../asking'));
export const retro = new Part(() => import('../retro'));
export const lift = new Part(() => import('../lift'));
const stories = new Part(() => import('../stories'));
const AskSheet = later(asking, it => it.AskSheet);
const RoundSheet = later(asking, it => it.RoundSheet);
const GatherSheet = later(asking, it => it.GatherSheet);

const RetroSheet = later(retro, it => it.RetroSheet);
const Teller = later(stories, it => it.Teller);

/** Fetches what a tap on a round shows. */
export const nearRound = asking.near;

/** Shows one round, under the name of its kind. */
export const showRound = ({ id, kind }: Pick<Round, 'id' | 'kind'>): void =>
  over(words.kinds[kind], ({ session }) => <RoundSheet session={session} id={id} />);

/** Asks what a new round is for. */
export const askAll = (of: { gathering?: string | undefined; kind?: RoundKind; about?: string } = {}): void =>
  over(words.openRound, ({ session }) => <AskSheet session={session} shown={showRound} {...of} />);

/** Opens a gathering, or changes one. */
export const gather = (id?: string): void =>
  over(id ? words.changeGathering : words.openGathering, ({ session }) => <GatherSheet session={session} id={id} />);

/** Opens a gathering and the retro in it. */
export const lookBack = (): void => over(words.lookBack, ({ session }) => <RetroSheet session={session} />);

/** Begins a story with these traces. */
export const tellOf = (traces: readonly string[]): void =>
  over(words.tellGathering, ({ session }) => <Teller session={session} traces={traces} />);
