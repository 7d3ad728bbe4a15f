import { useState } from 'preact/hooks';
import { arrange, cardsOf, type Group, lines, moves, type OneCard } from '../../live/cards';
import { given } from '../../live/rounds';
import type { Session } from '../../live/session';
import { say } from '../../page/say';
import { type Round, TRY_PROMPT } from '../../protocol';
import { words } from '../../words';
import { OwnAnswer } from '../asking/own-answer';
import { Button } from '../button';
import { Disc, name } from '../person';
import { prompts } from '../rounds';
import { Tried } from './tried';
import { useRead } from './use-read';

/** The cards of a retro in three columns, to be put together by hand: one tap takes a card, the next says where it belongs. */
export function Cards({ session, round }: { session: Session; round: Round }) {
  const { read, failed, mayRead } = useRead(session, round);
  const [held, hold] = useState<OneCard | null>(null);
  const view = session.view.value!;
  const waiting = given(session, round.id)?.draft.deed;
  if (!mayRead && !waiting) return null;
  const answers = read?.answers ?? [];
  const mine = answers.find(({ by }) => by === view.me);
  const sent = waiting?.type === 'answer' && !mine ? waiting.answers : null;
  const people = new Map([...(read?.members ?? []).map(one => [one.id, one] as const), ...view.members]);
  const onWay = moves(session.outbox.items.value, round.id, read?.position ?? '');
  const on = session.isOn('retros');
  const put = (card: OneCard, onto?: OneCard) => {
    session.act({ type: 'put_card', round: round.id, card: card.card, ...(onto && { onto: onto.card }) });
    say(onto ? words.putTogether : words.tookOut);
    hold(null);
  };
  const tap = (card: OneCard, group: Group) => {
    if (!held || held.card.prompt !== card.card.prompt) return hold(card);
    if (group.some(({ key }) => key === held.key)) return hold(held.key === card.key ? null : card);
    put(held, group[0]);
  };
  return (
    <div class="retro">
      <div class="columns">
        {prompts(round).map((prompt, at) => {
          const groups = arrange(cardsOf(answers, at), read?.put ?? [], onWay);
          const unsent = lines(sent?.[at] ?? '');
          return (
            <section key={prompt} class={held?.card.prompt === at ? 'column aims' : 'column'}>
              <h2>{prompt}</h2>
              {groups.length + unsent.length === 0 && read && <p class="empty">{words.noCards}</p>}
              <ul>
                {unsent.map(line => (
                  <li class="bundle waiting" key={line}>
                    <p class="slip" dir="auto">
                      {line} <small>{words.waiting}</small>
                    </p>
                  </li>
                ))}
                {groups.map(group => (
                  <li
                    key={group[0].key}
                    class={group.length > 1 ? 'bundle many' : 'bundle'}
                    onDragOver={event => held?.card.prompt === at && event.preventDefault()}
                    onDrop={event => {
                      event.preventDefault();
                      if (held && !group.some(({ key }) => key === held.key)) put(held, group[0]);
                    }}
                  >
                    {group.map(card => (
                      <button
                        key={card.key}
                        type="button"
                        class="slip"
                        dir="auto"
                        disabled={!on}
                        draggable={on}
                        aria-pressed={held?.key === card.key}
                        onClick={() => tap(card, group)}
                        onDragStart={() => hold(card)}
                        onDragEnd={() => hold(null)}
                      >
                        <span>{card.text}</span>
                        <Disc member={people.get(card.by)} />
                        <span class="hidden">{card.by === view.me ? words.you : name(people.get(card.by))}</span>
                      </button>
                    ))}
                    {held && group.some(({ key }) => key === held.key) && (
                      <p class="held">
                        <span role="status">{words.tapWhere}</span>
                        {group.length > 1 && <Button act={() => put(held)}>{words.takeOut}</Button>}
                        <Button act={() => hold(null)}>{words.neverMind}</Button>
                      </p>
                    )}
                    {at === TRY_PROMPT && on && <Tried session={session} round={round.id} group={group} read={read!} />}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {failed && <p class="empty">{words.answersFailed}</p>}
      {mine && (
        <p class="acts">
          <OwnAnswer session={session} round={round} answer={mine} />
        </p>
      )}
    </div>
  );
}
