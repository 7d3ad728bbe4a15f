import { type Agreement, type Wording, withWaiting, wordings } from '../../live/agreements';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { Words } from '../link';
import { Aside } from '../parts';
import { author, Disc } from '../person';
import { standing } from '../standing';
import { word } from './over';

/** What members say of an agreement in their own words: all alike, by their names. */
export function Wordings({ session, agreement }: { session: Session; agreement: Agreement }) {
  const view = session.view.value!;
  const all = wordings(withWaiting(session), agreement.id, view.members);
  const own = all.find(({ by }) => by === view.me);
  const can = agreement.state === 'shown' && agreement.facet.stage !== 'let_go';
  if (all.length === 0 && !can) return null;
  return (
    <section class="wordings">
      <h2>{words.ourWords}</h2>
      {can && <p class="quiet">{words.stillBelongs}</p>}
      <ul>
        {all.map(wording => (
          <Said key={wording.by} session={session} agreement={agreement} wording={wording} />
        ))}
      </ul>
      {can && (
        <p class="row">
          <Button class="plain" act={() => word(agreement, own)}>
            {own ? words.sayOther : words.sayOwn}
          </Button>
        </p>
      )}
    </section>
  );
}

function Said({ session, agreement, wording }: { session: Session; agreement: Agreement; wording: Wording }) {
  const { id, by, text, facet } = wording;
  const view = session.view.value!;
  const change = session.pending.value.changes.get(id);
  const refused = change?.refused;
  return (
    <li class={change?.own ? 'waiting' : ''}>
      <p class="who">
        <Disc member={view.members.get(by)} />
        <span>{author(view, wording)}</span>
        <em>{standing(change) || (facet.shares ? words.inMyWords : words.notShared)}</em>
      </p>
      <p class="say" dir="auto">
        <Words text={text ?? ''} />
      </p>
      {refused && <Aside session={session} item={refused} />}
      {by === view.me && (
        <p class="acts">
          {refused && change.own ? (
            <Button act={() => word(agreement, wording, refused)}>{words.edit}</Button>
          ) : (
            !change?.own && (
              <Button
                act={() =>
                  ask(
                    words.withdrawSure,
                    text ?? '',
                    words.withdraw,
                    () => session.act({ type: 'withdraw', trace: id }),
                    true,
                  )
                }
              >
                {words.withdraw}
              </Button>
            )
          )}
        </p>
      )}
    </li>
  );
}
