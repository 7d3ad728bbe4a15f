import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Agreement } from '../../live/agreements';
import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import type { Stage } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { propose } from './over';
import { ReviewDays } from './review-days';

interface Props {
  session: Session;
  of: Agreement;
}

/** An agreement as it is by now, beneath an open sheet. */
const fresh = ({ session, of }: Props) => session.view.value!.cards.get(of.id) ?? of;

const move = (session: Session, trace: string, stage: Stage, review_on?: string, review?: string) => {
  closeSheet();
  session.act({
    type: 'move_facet',
    trace,
    to: { is: 'agreement', stage, ...(review_on && { review_on }) },
    ...(review && { review }),
  });
};

/** Until when an agreement is tried: a tap, and the trial has begun. */
export function Trial({ session, of }: Props) {
  return (
    <div class="asking">
      <blockquote dir="auto">{of.text}</blockquote>
      <ReviewDays session={session} legend={words.tryUntil} pick={day => move(session, of.id, 'test', day)} />
    </div>
  );
}

const ENDS = ['test', 'mastery', 'changed', 'let_go'] as const;

/** What follows from a review. Nothing is lived before it was tried. */
export function Conclude({ session, of }: Props) {
  const [end, set] = useState<(typeof ENDS)[number] | null>(null);
  const agreement = fresh({ session, of }) as Agreement;
  const instead = session.view.value!.of(agreement.taken);
  const { review } = agreement;
  const go = (stage: Stage, day?: string) => move(session, of.id, stage, day, review);
  const ends = ENDS.filter(each => each !== 'mastery' || agreement.facet.stage !== 'awareness');
  return (
    <div class="asking">
      <blockquote dir="auto">{of.text}</blockquote>
      <fieldset>
        <legend class="hidden">{words.whatFollows}</legend>
        {ends.map(each => (
          <label key={each} class="choice">
            <input type="radio" name="follows" checked={end === each} onChange={() => set(each)} />
            <span>
              <b>{words.concludeAs[each][0]}</b>
              <small>{words.concludeAs[each][1]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {end === 'test' && <ReviewDays session={session} legend={words.reviewAgain} pick={day => go('test', day)} />}
      {end === 'mastery' && (
        <ReviewDays session={session} legend={words.reviewAgain} pick={day => go('mastery', day)} none />
      )}
      {end === 'changed' && instead && (
        <>
          <p class="quiet">{words.becomes}</p>
          <blockquote dir="auto">{beginning(instead.text ?? '', 200)}</blockquote>
        </>
      )}
      {end === 'changed' && !instead && (
        <>
          <p class="quiet">{words.becomesNone}</p>
          <p class="row">
            <Button class="plain" act={() => propose(agreement)}>
              {words.proposeInstead}
            </Button>
          </p>
        </>
      )}
      {(end === 'let_go' || (end === 'changed' && instead)) && (
        <p class="row">
          <Button class="solid" act={() => go('let_go')}>
            {words.concludeIt}
          </Button>
        </p>
      )}
    </div>
  );
}
