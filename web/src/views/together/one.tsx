import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { later } from '../later';
import { GatheringPage } from './gathering-page';

const agreeing = new Part(() => import('../agreements/agreeing'));
const AgreementPage = later(agreeing, it => it.AgreementPage);

/** The page of one of what a circle does together. */
export const One = ({ session, at, id }: { session: Session; at: 'gathering' | 'agreement'; id: string }) =>
  at === 'agreement' ? <AgreementPage session={session} id={id} /> : <GatheringPage session={session} id={id} />;
