import type { ComponentChildren } from 'preact';
import type { Session } from '../../live/session';
import { back, paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';

interface Props {
  circle: Session;
  intention?: string | undefined;
  children?: ComponentChildren;
}

/** A link back to the circle's pods, and this pod's intention. */
export function Title({ circle, intention, children }: Props) {
  return (
    <div class="title pod-title">
      <Button class="back" label={words.toPods} act={() => back(paths.pods(circle.id))} />
      <h1 dir="auto">{intention ?? words.aPod}</h1>
      {children}
    </div>
  );
}

/** The head of a pod before its board is here. */
export const Slim = (props: Props) => (
  <header class="top">
    <Title {...props} />
  </header>
);
