import { useLayoutEffect } from 'preact/hooks';
import type { Session } from '../../live/session';
import { enter, inside } from '../../page/inside';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Circle, Over } from '../circle';
import { Link } from '../link';
import { Unsent } from '../parts';
import { Slim } from './slim';
import { PodTop } from './top';

interface Props {
  circle: Session;
  pod: string;
}

/** A pod as its members see it: a board like its circle's. */
export function PodPlace({ circle, pod }: Props) {
  useLayoutEffect(() => enter(circle, pod), [circle, pod]);
  const live = inside.value;
  const row = circle.view.value!.pods.find(({ id }) => id === pod);
  const here = live?.pod === pod && live.circle === circle;
  const gate = here ? live.gate.value : 'asking';
  const off = !circle.isOn('pods');
  if (off || gate === 'removed' || gate === 'unknown') {
    return (
      <div class="board">
        <Slim circle={circle} intention={row?.intention} />
        <main class="gone-pod">
          <p>{off ? words.why('pattern_off') : here && live.began.value > 1 ? words.noLonger : words.notInPod}</p>
          <Unsent circle={circle} pod={pod} />
          <Link class="plain" to={paths.pods(circle.id)}>
            {words.toPods}
          </Link>
        </main>
        <Over session={circle} />
      </div>
    );
  }
  if (here && live.view.value) return <Circle key={live.id} session={live} top={<PodTop session={live} />} />;
  return (
    <div class="board" aria-busy="true">
      <Slim circle={circle} intention={row?.intention} />
      {here && live.word.value === 'offline' && <p class="empty">{words.unreachable}</p>}
    </div>
  );
}
