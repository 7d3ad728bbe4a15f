import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Session } from '../../live/session';
import { goTo } from '../../page/go-to';
import { words } from '../../words';
import { Button } from '../button';
import { author, Disc, name } from '../person';
import { Grown } from './grown';
import { WarmList } from './warm';

const WARM_MAX = 3;

/** The first screen after a silence: what grew from one's own, what is warm, who is new; then the board where it was left. */
export function Return({ session, hidden }: { session: Session; hidden: boolean }) {
  const view = session.view.value!;
  const back = session.keeper.back.value;
  // Without a network there is what this browser kept.
  const coming = back === 'coming' && session.word.value !== 'offline';
  const { grown = [], joined = [] } = back === 'coming' ? {} : (back ?? {});
  const cards = grown.flatMap(id => view.cards.get(id) ?? []).filter(card => card.state === 'shown');
  const people = joined.flatMap(id => view.members.get(id) ?? []);
  const { place } = session.keeper;
  const left = view.cards.get(place?.id ?? '');
  // However it ends, by a tap or because there was no news: the board is scrolled to where it was left.
  useEffect(
    () => () => {
      if (!session.keeper.back.value && place) void goTo(session, place);
    },
    [],
  );
  const onward = () => {
    session.keeper.back.value = null;
  };
  if (coming) return <main class="return" hidden={hidden} aria-busy="true" />;
  return (
    <main class="return" hidden={hidden}>
      <h2 class="hidden">{words.comingBack}</h2>
      {cards.length > 0 && (
        <Part title={words.grewFromYours}>
          <Grown session={session} cards={cards} />
        </Part>
      )}
      {view.trails.some(({ size }) => size > 1) && (
        <Part title={words.warmNow}>
          <WarmList session={session} most={WARM_MAX} brief />
        </Part>
      )}
      {people.length > 0 && (
        <Part title={words.newHere}>
          <ul class="faces">
            {people.map(member => (
              <li key={member.id}>
                <Disc member={member} />
                <span>{name(member)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={place ? words.leftHere : words.now}>
        <Button class="onward" act={onward}>
          {left && (
            <span dir="auto">
              <b>{author(view, left)}</b> {left.state === 'shown' ? left.text : words.gone[left.state]}
            </span>
          )}
          <b class="solid">{place ? words.goOn : words.onward}</b>
        </Button>
      </Part>
    </main>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
