import { Part } from '../../base/part';
import type { Agreement, Wording } from '../../live/agreements';
import type { Item } from '../../outbox/item';
import { over } from '../../page/desk';
import { words } from '../../words';
import { later } from '../later';

/** What a tap on an agreement shows. */
export const agreeing = new Part(() => import('./agreeing'));
const Propose = later(agreeing, it => it.Propose);
const Word = later(agreeing, it => it.Word);
const Trial = later(agreeing, it => it.Trial);
const Conclude = later(agreeing, it => it.Conclude);

/** The form for an agreement; `instead`: the one that it would replace. `refused`: a refused proposal to edit. */
export const propose = (instead?: Agreement, refused?: Item): void =>
  over(instead ? words.proposeInstead : words.propose, ({ session }) => (
    <Propose session={session} instead={instead} refused={refused} />
  ));

/** Asks for one's own words for an agreement. `before`: those that one set beside it earlier. */
export const word = (of: Agreement, before?: Wording, refused?: Item): void =>
  over(words.ourWords, ({ session }) => <Word session={session} of={of} before={before} refused={refused} />);

/** Asks until when it is tried. */
export const begin = (of: Agreement): void => over(words.tryIt, ({ session }) => <Trial session={session} of={of} />);

/** Asks what follows from its review. */
export const conclude = (of: Agreement): void =>
  over(words.whatFollows, ({ session }) => <Conclude session={session} of={of} />);
