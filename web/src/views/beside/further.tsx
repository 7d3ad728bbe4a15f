import { loadCooler } from '../../live/cooler';
import { loadEnds } from '../../live/ends';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { More } from './more';

/** The end of the loaded open ends. */
export const Ends = ({ session }: { session: Session }) => (
  <More session={session} label={words.olderEnds} get={loadEnds} />
);

/** The end of the loaded trails. */
export const Cooler = ({ session }: { session: Session }) => (
  <More session={session} label={words.cooler} get={loadCooler} />
);
