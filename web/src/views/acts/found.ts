import { useEffect, useMemo } from 'preact/hooks';
import { Part } from '../../base/part';
import type { Search } from '../../live/search';
import type { Session } from '../../live/session';

/** Comes when somebody picks: most leave a trace without. */
const searching = new Part(() => import('../../live/search'));

/** A search of the space's traces by words, older ones than the page has too. It is given up with whoever asks. */
export function useSearch(session: Session, words: string): Search | undefined {
  useEffect(searching.want, []);
  const part = searching.it.value;
  const search = useMemo(() => part && new part.Search(session), [part, session]);
  useEffect(() => search?.change({ words }), [search, words]);
  useEffect(() => () => search?.clear(), [search]);
  return search;
}
