import { useEffect, useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { type Composing, closeSheet, sheet } from '../../page/desk';
import { begin, draft } from '../../page/draft';
import { focusOn } from '../../page/focus';
import { route } from '../../page/route';
import { say } from '../../page/say';
import { words } from '../../words';
import { Button } from '../button';
import { name } from '../person';
import { weave } from './weave';

/** The composer, folded to a line at the bottom edge: a tap on a card adds it to what the new trace builds on, or removes it. */
export function Folded({ session, open }: { session: Session; open: Composing }) {
  useState(() => begin(session, open));
  const here = route.value;
  const { builds_on, text } = draft.value;
  const view = session.view.value!;
  const unfold = () => {
    sheet.value = { ...open, folded: undefined };
  };
  useEffect(() => {
    say(words.weavingHow);
    focusOn(document.querySelector<HTMLElement>('.feed'));
    return weave(session, unfold);
  }, []);
  // The feed is left.
  useEffect(() => {
    if (here.at !== 'now' || here.pod !== session.pod) closeSheet();
  }, [here]);
  const names = builds_on.map(id => name(view.members.get(view.cards.get(id)?.by ?? '')));
  return (
    <section class="folded" aria-label={words.weaving}>
      <p>
        {names.length > 0 ? (
          <span>
            {words.buildsOn} <b>{names.join(', ')}</b>
          </span>
        ) : (
          <span>{words.tapWhat}</span>
        )}
        <small dir="auto">{beginning(text, 60) || words.parentsLeft(builds_on.length)}</small>
      </p>
      <Button class="send" act={unfold}>
        {words.writeOn}
      </Button>
      <Button class="close" label={words.close} act={closeSheet} />
    </section>
  );
}
