import { isMarked, telling } from '../live/push';
import type { Session } from '../live/session';
import { name } from '../views/person';
import { words } from '../words';
import { tell } from './say';

const DOT = '● ';
/** The names of those who built on the viewer's traces since somebody last looked. */
const built = new Set<string>();
/** The circles in which what the server knows of this browser is up to date. */
const told = new Set<string>();

/** Marks the tab, while nobody looks at it, where one of these traces builds on one of the viewer's. Whoever looks then is told by whom. */
export function mark({ id, view }: Session, ids: readonly string[]): void {
  const { me, cards, members } = view.value!;
  const circle = id.slice(0, 36);
  if (!isMarked(circle, me)) return;
  // The server may have lost its key, or the browser its address.
  if (!told.has(circle)) void telling(circle, me).catch(() => {});
  told.add(circle);
  if (document.visibilityState === 'visible') return;
  const grew = ids.flatMap(id => cards.get(id) ?? []).filter(it => it.builds_on.some(on => cards.get(on)?.by === me));
  if (grew.length === 0) return;
  if (built.size === 0) dot();
  for (const { by } of grew) built.add(name(members.get(by)));
}

/** A dot before the title, whatever the title becomes meanwhile, until somebody looks. */
function dot(): void {
  const dotted = () => document.title.startsWith(DOT);
  const add = () => {
    if (!dotted()) document.title = DOT + document.title;
  };
  add();
  const stays = new MutationObserver(add);
  stays.observe(document.head, { childList: true, characterData: true, subtree: true });
  const seen = () => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', seen);
    stays.disconnect();
    if (dotted()) document.title = document.title.slice(DOT.length);
    const [one, another] = built;
    tell(another || !one ? words.builtOnYours : words.builtBy(one));
    built.clear();
  };
  document.addEventListener('visibilitychange', seen);
}
