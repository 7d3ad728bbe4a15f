import { later } from '../../live/later';
import type { Session } from '../../live/session';
import { loadStory } from '../../live/stories';
import { over } from '../../page/desk';
import { tell as notice } from '../../page/say';
import { add, begin, cited, roomFor, said, type Telling, telling } from '../../page/telling';
import type { Deed, StoryPart } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Teller } from './teller';

/** Opens the composer of stories: on what was begun, or on one that is there. */
export function tell(from?: Telling): void {
  // It may be the first of the patterns that is looked at.
  void later().then(it => it.patternsSheet());
  over(from?.story ? words.retell : words.tellStory, ({ session }) => <Teller session={session} from={from} />);
}

const partsOf = (told: readonly StoryPart[], cites: readonly string[]) =>
  told.flatMap(part => {
    if ('words' in part) return [said(part.words)];
    const trace = cites[part.cite];
    return trace ? [cited(trace)] : [];
  });

/** Opens it for an existing story as it is now, without cited traces that are gone. */
export function retell(session: Session, story: string): void {
  const opened = ({ page }: Awaited<ReturnType<ReturnType<typeof loadStory>>>) => {
    const { cards } = session.space!.rows;
    const parts = page.parts.flatMap(part => {
      if (part === 'gone') return [];
      if ('words' in part) return [said(part.words)];
      const card = cards.get(part.card);
      return card ? [cited(card.id)] : [];
    });
    tell({ title: cards.get(page.card)?.text ?? '', parts, story });
  };
  void session.load(loadStory(session, story)).then(opened, error => notice(why(error)));
}

/** Opens it on one that was refused. */
export function tellAgain(retry: string, deed: Extract<Deed, { type: 'leave' | 'retell' }>): void {
  const { text: title, told = [], cites = [] } = deed;
  const story = deed.type === 'retell' && { story: deed.trace };
  tell({ title, parts: partsOf(told, cites), retry, ...story });
}

/** Puts one trace into the story that is being told, without opening it. */
export function cite(session: Session, trace: string): void {
  begin(session);
  if (roomFor(telling.value) === 0) return notice(words.storyFull);
  add(session, [trace]);
  notice(words.citedNow);
}
