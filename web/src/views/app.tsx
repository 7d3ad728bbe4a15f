import { useEffect } from 'preact/hooks';
import { connect, session } from '../page/current';
import { invite, route } from '../page/route';
import { words } from '../words';
import { Circle } from './circle';
import { Closed, Door, Home } from './parts';
import { Voices } from './voices';

export function App() {
  return (
    <>
      <Place />
      <Voices />
    </>
  );
}

function Place() {
  const here = route.value;
  const circle = here.at === 'home' ? null : here.circle;
  useEffect(() => void connect(circle), [circle]);
  const live = session.value;
  if (!circle) return <Home />;
  if (live?.id !== circle) return null;
  const gate = live.gate.value;
  const secret = invite.value;
  if (secret && gate !== 'asking') {
    const view = gate === 'in' ? live.view.value : undefined;
    return (
      <Door key={secret} circle={circle} secret={secret} view={view} entered={anew => anew && connect(circle, true)} />
    );
  }
  if (live.view.value) return <Circle session={live} />;
  if (gate !== 'asking' && gate !== 'in') return <Closed why={gate} />;
  const coming = live.word.value !== 'offline';
  return (
    <main class="door" aria-busy={coming}>
      <p class="lead late">{coming ? words.coming : words.unreachable}</p>
    </main>
  );
}
