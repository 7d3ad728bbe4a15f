import type { ComponentChildren } from 'preact';
import { beginning } from '../base/text';
import type { Session } from '../live/session';
import { back, paths } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { State } from './header';

export interface Props {
  session: Session;
  seed: string;
  /** The trace that was asked for. */
  trace?: string | null;
  /** Who and when, once that is known; its place is kept until then. */
  facts?: string | undefined;
  children?: ComponentChildren;
}

/** The header of a trail's page: shown before the trail is loaded, and doesn't move when it is. */
export function TrailTop({ session, seed, facts, children }: Props) {
  const title = session.view.value!.cards.get(session.seedOf(seed))?.text ?? words.aTrail;
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.warm(session.id))} />
          <h1 dir="auto">{beginning(title, 70)}</h1>
        </div>
        <div class="facts">
          <p>{facts}</p>
          <State session={session} />
        </div>
      </header>
      {children}
    </>
  );
}
