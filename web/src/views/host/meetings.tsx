import type { Session } from '../../live/session';
import { runs } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { called } from '../../rows/called';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';
import { Link } from '../link';
import { agreements, meets } from '../parts';
import { rhythmic } from '../rhythmic';
import { span } from '../rounds';
import { gather, lookBack } from '../together/sheets';

const RhythmForm = later(meets, it => it.RhythmForm);
const Reviews = later(agreements, it => it.Agreements, Nothing);

/** What the circle does together, as a host plans it: gatherings, when it meets, reviews and pods. */
export function Meetings({ session }: { session: Session }) {
  const view = session.view.value!;
  const coming = view.gatherings
    .filter(({ from_ms, to_ms, ended }) => to_ms > now.value && to_ms > from_ms && !ended)
    .sort((a, b) => a.from_ms - b.from_ms);
  const { rhythm } = view.circle;
  const pods = session.space ? called(session.space) : [];
  return (
    <>
      <div class="begin">
        {session.isOn('gatherings') && (
          <Button class="to-gather" act={() => gather()}>
            {words.openGathering}
          </Button>
        )}
        {session.isOn('gatherings') && session.isOn('retros') && (
          <Button class="to-look-back" act={lookBack}>
            {words.lookBack}
          </Button>
        )}
        {session.isOn('pods') && session.isOn('weave') && (
          <Link class="to-reconnect" to={`${paths.pods(session.id)}?reconnect`}>
            {words.reconnect}
          </Link>
        )}
      </div>
      {session.isOn('gatherings') && (
        <section class="together">
          <h2>{words.comingUp}</h2>
          {coming.length === 0 && <p class="quiet">{words.nothingComes}</p>}
          <ul class="parts">
            {coming.map(gathering => {
              const current = runs(gathering, now.value);
              return (
                <li key={gathering.id} class={current ? 'gathers now' : 'gathers'}>
                  <Link to={paths.gathering(session.id, gathering.id)}>
                    <b dir="auto">{gathering.name}</b>
                    <em>{current ? words.nowRunning : span(gathering.from_ms, gathering.to_ms, now.value)}</em>
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {session.isOn('rhythm') && (
        <section>
          <h2>{words.rhythm}</h2>
          <details>
            <summary>{rhythm ? rhythmic(rhythm) : words.setRhythm}</summary>
            <RhythmForm session={session} />
          </details>
        </section>
      )}
      {session.isOn('agreements') && (
        <section class="together">
          <Reviews session={session} title={words.reviewDays} />
        </section>
      )}
      {session.isOn('pods') && (
        <section class="together">
          <h2>{words.pods}</h2>
          {pods.length === 0 && <p class="quiet">{words.noneCalled}</p>}
          <ul class="plainly">
            {pods.map(({ id, intention }) => (
              <li key={id} dir="auto">
                {intention}
              </li>
            ))}
          </ul>
          <ul class="rooms quietly">
            <li>
              <Link to={paths.pods(session.id)}>
                <span>
                  <b>{words.toPods}</b>
                  <small>{words.podsAreTheirs}</small>
                </span>
              </Link>
            </li>
          </ul>
        </section>
      )}
    </>
  );
}
