import { useEffect, useState } from 'preact/hooks';
import { plusDays, today } from '../../base/days';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { groups, people } from '../../live/weave';
import { now } from '../../page/clock';
import {
  GROUP,
  GROUP_MAX,
  GROUP_MIN,
  type GroupsPage,
  INTENTION_GRAPHEMES_MAX,
  POD_PLACES_MIN,
  TEXT_BYTES_MAX,
} from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Disc, name } from '../person';

/** How long an offered pod lasts: six weeks, as a called one. */
const DAYS = 42;
const SIZES = Array.from({ length: GROUP_MAX - GROUP_MIN + 1 }, (_, index) => GROUP_MIN + index);

/** Groups in which the most new ties arise, and one tap that invites everybody to theirs. */
export function Reconnect({ session }: { session: Session }) {
  const view = session.view.value!;
  const [size, setSize] = useState(GROUP);
  const [page, set] = useState<GroupsPage>();
  const [error, fail] = useState<unknown>();
  const [intention, say] = useState(words.offerUsual);
  const [offered, offer] = useState(false);
  const host = isHost(view);
  const { value: word } = session.word;
  useEffect(() => {
    if (!host || offered) return undefined;
    let gone = false;
    groups(session, size).then(
      page => {
        if (gone) return;
        set(page);
        fail(undefined);
      },
      error => !gone && fail(error),
    );
    return () => {
      gone = true;
    };
  }, [size, host, word]);
  if (!host) return <p class="empty">{words.thisIsHosts}</p>;
  const members = people(page?.members ?? []);
  const said = intention.trim();
  const fits = said !== '' && room(said, INTENTION_GRAPHEMES_MAX, TEXT_BYTES_MAX) >= 0;
  const ends_on = plusDays(today(now.value, view.circle.time_zone), DAYS);
  const act = (event: Event) => {
    event.preventDefault();
    if (!page || !fits || offered) return;
    offer(true);
    for (const group of page.groups) {
      const offer_to = group.flatMap(n => members.get(n)?.id ?? []);
      const places = Math.max(POD_PLACES_MIN, offer_to.length);
      session.act({ type: 'call_pod', intention: said, places, ends_on, offer_to });
    }
  };
  return (
    <>
      <p class="lead">{words.reconnectLead}</p>
      <form onSubmit={act}>
        {!offered && (
          <fieldset class="counts">
            <legend>{words.groupSize}</legend>
            {SIZES.map(each => (
              <Button key={each} class="chip" pressed={each === size} act={() => setSize(each)}>
                {`${each}`}
              </Button>
            ))}
          </fieldset>
        )}
        {error !== undefined && !page && <p class="empty">{why(error)}</p>}
        {page?.groups.length === 0 && <p class="empty">{words.nobodyToGroup}</p>}
        <ul class="groups" aria-busy={!page}>
          {page?.groups.map(group => (
            <li key={group.join()}>
              <span class="discs">
                {group.map(n => (
                  <Disc key={n} member={members.get(n)} />
                ))}
              </span>
              <span>{words.list.format(group.map(n => name(members.get(n))))}</span>
            </li>
          ))}
        </ul>
        {offered ? (
          <p class="banner" role="status">
            {word === 'live' ? words.offered : words.waiting}
          </p>
        ) : (
          page &&
          page.groups.length > 0 && (
            <>
              <label class="field">
                <span>{words.offerFor}</span>
                <input dir="auto" required value={intention} onInput={event => say(event.currentTarget.value)} />
              </label>
              <button type="submit" class="solid" disabled={!fits}>
                {words.offerAll}
              </button>
            </>
          )
        )}
      </form>
    </>
  );
}
