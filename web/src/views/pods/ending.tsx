import { dayName, plusDays } from '../../base/days';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { PodTerms } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';

/** How long the first choice extends a pod. */
const DAYS = 42;

interface Props {
  session: Session;
  terms: PodTerms;
  /** Today. */
  day: string;
}

/** The notice of a pod that rests, is closed, or has reached its last day, when its members choose how it ends. */
export function Ending({ session, terms: { state, ends_on }, day }: Props) {
  if (state === 'closed') return <p class="banner">{words.podClosed}</p>;
  const act = (...deed: Parameters<Session['act']>) => {
    session.act(...deed);
    tell(session.word.value === 'live' ? words.saved : words.waiting);
  };
  if (ends_on > day) {
    return state === 'resting' ? <p class="banner">{words.podRests}</p> : null;
  }
  const on = plusDays(day, DAYS);
  const running = session.view.value!;
  return (
    <section class="ending" aria-label={words.aboutPod}>
      <p>{ends_on === day ? words.podEnds : words.podIsOver(dayName(ends_on, day))}</p>
      <p class="row">
        <Button class="solid" act={() => act({ type: 'extend_pod', ends_on: on })}>
          {words.goOnUntil(dayName(on, day))}
        </Button>
        {state !== 'resting' && (
          <Button class="plain" act={() => act({ type: 'rest_pod', resting: true })}>
            {words.restPod}
          </Button>
        )}
        <Button
          class="plain"
          act={() => ask(words.closeSure, words.closeMeans, words.closePod, () => act({ type: 'close_pod' }))}
        >
          {words.closePod}
        </Button>
        {session.isOn('rounds') && running && (
          <Button class="text" act={() => act({ type: 'open_round', kind: 'closing' })}>
            {words.closingRound}
          </Button>
        )}
      </p>
    </section>
  );
}
