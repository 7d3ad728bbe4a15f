import { effect } from '@preact/signals';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { draft, write } from '../../page/draft';
import { say, tell } from '../../page/say';
import { PARENTS_MAX } from '../../protocol';
import { words } from '../../words';
import { name } from '../person';

/** Adds a trace to what the new one builds on, or removes it, and says so. */
export function toggle(session: Session, id: string): void {
  const { builds_on } = draft.value;
  const { cards, members } = session.view.value!;
  const card = cards.get(id);
  const who = name(members.get(card?.by ?? ''));
  if (builds_on.includes(id)) {
    write(session, { builds_on: builds_on.filter(each => each !== id) });
    say(words.wovenOut(who));
  } else if (builds_on.length >= PARENTS_MAX) tell(words.threeAtMost);
  else {
    write(session, { builds_on: [...builds_on, id] });
    say(words.wovenIn(who, beginning(card?.text ?? '', 40).replace(/[.…]+$/, ''), builds_on.length + 1));
  }
}

/**
 * Makes each card of the feed a switch, until the returned function is called. The cards don't know of it: otherwise a
 * tap would draw thousands of them again.
 */
export function weave(session: Session, done: () => void): () => void {
  const root = document.documentElement;
  const mark = () => {
    const { builds_on } = draft.value;
    for (const card of document.querySelectorAll<HTMLElement>('.feed [data-trace]')) {
      const on = builds_on.includes(card.dataset.trace!);
      card.toggleAttribute('data-woven', on);
      card.querySelector('.build')?.setAttribute('aria-pressed', `${on}`);
    }
  };
  const tapped = (event: MouseEvent) => {
    const target = event.target as Element;
    const card = target.closest<HTMLElement>('.feed [data-trace]');
    // What can't be built on has no such button.
    if (!card?.querySelector('.build')) return;
    const other = target.closest('button:not(.build), a, textarea');
    // A link that is tapped is part of its card; by the keyboard it is followed. Other buttons do what they do.
    if (other && (other.tagName !== 'A' || event.detail === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(session, card.dataset.trace!);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Or the sheet that opens would be closed by the same key.
    event.preventDefault();
    done();
  };
  const ends = effect(mark);
  // Cards that come meanwhile.
  const watch = new MutationObserver(mark);
  watch.observe(document.querySelector('.feed') ?? root, { childList: true, subtree: true });
  root.dataset.weaving = '';
  document.addEventListener('click', tapped, true);
  document.addEventListener('keydown', key);
  return () => {
    ends();
    watch.disconnect();
    delete root.dataset.weaving;
    document.removeEventListener('click', tapped, true);
    document.removeEventListener('keydown', key);
    for (const card of document.querySelectorAll('[data-woven]')) card.removeAttribute('data-woven');
    for (const build of document.querySelectorAll('.feed .build')) build.removeAttribute('aria-pressed');
  };
}
