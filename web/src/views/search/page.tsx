import { useEffect, useRef } from 'preact/hooks';
import { searchOf } from '../../live/search';
import type { Session } from '../../live/session';
import { back, paths } from '../../page/route';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Filters, Spaces } from './filters';
import { HitRow } from './hit';

/** Searching the traces of a space. Coming back finds it as it was left. */
export function SearchPage({ session }: { session: Session }) {
  const search = searchOf(session);
  const field = useRef<HTMLInputElement>(null);
  const hits = search.hits.value;
  const failed = search.failed.value;
  const live = session.word.value === 'live';
  useEffect(() => {
    search.near();
    if (!search.asks.peek()) field.current?.focus({ preventScroll: true });
  }, [search]);
  // What was missed without a network is made up for; after a new snapshot the cards are to be loaded again.
  const began = useRef(session.began.value);
  useEffect(() => {
    const anew = began.current !== session.began.value;
    began.current = session.began.value;
    if (live && search.asks.peek() && (failed || anew)) search.ask();
  }, [live, session.began.value]);
  // What was typed is answered already: the phone's keyboard makes room for it.
  const away = (event: Event) => {
    event.preventDefault();
    field.current?.blur();
  };
  const { words: typed } = search.sought.value;
  const none = hits?.length === 0 && !search.more.value && !search.partial.value;
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.now(session.id))} />
          <h1 class="hidden">{words.searchTraces}</h1>
          <form class="seek" role="search" onSubmit={away}>
            <input
              ref={field}
              type="search"
              enterkeyhint="search"
              autocomplete="off"
              dir="auto"
              aria-label={words.searchWords}
              placeholder={words.searchHint}
              value={typed}
              onInput={event => search.change({ words: event.currentTarget.value })}
            />
            {typed && (
              <Button
                class="clear"
                label={words.clearSearch}
                act={() => {
                  search.change({ words: '' });
                  field.current?.focus();
                }}
              />
            )}
          </form>
        </div>
        <Spaces session={session} />
        <Filters session={session} search={search} />
      </header>
      <main class="hits" aria-busy={search.busy.value}>
        {/* It is said once the typing pauses and the answer is here. */}
        <p class={failed || search.partial.value ? 'tally note' : 'tally'} role="status">
          {failed
            ? why(failed)
            : search.current.value && !search.busy.value && hits
              ? none
                ? words.foundNone
                : search.partial.value
                  ? words.stillReading
                  : words.found(hits.length, search.more.value)
              : ''}
        </p>
        {failed && (
          <Button class="text" act={() => search.ask()}>
            {words.searchAgain}
          </Button>
        )}
        {none && typed.trim() && !failed && <p class="empty">{words.foundNoneHint}</p>}
        {!hits && !search.busy.value && !failed && <p class="empty lead">{words.searchLead}</p>}
        <ol>
          {hits?.map(hit => (
            <HitRow key={hit.card.id} session={session} hit={hit} />
          ))}
        </ol>
        {search.more.value && (
          <Button class="older" disabled={search.busy.value} act={() => void search.older()}>
            {words.olderFound}
          </Button>
        )}
      </main>
    </>
  );
}
