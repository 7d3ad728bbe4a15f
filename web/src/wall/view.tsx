import { useEffect, useRef, useState } from 'preact/hooks';
import type { WallShows } from '../protocol';
import { nameOf } from './card';
import type { Key } from './key';
import type { Known } from './link';
import { QUIET_MS, SPELL_MS, scene } from './picture';
import { Stack } from './stack';
import { hour } from './time';
import { wall } from './words';

/** How often the wall looks at its clock. */
const TICK_MS = 1_000;
const ENDS_MAX = 2;

/** The time now, and for how long the newest trace has been the newest here. */
function useClock(newest: string | undefined): { now_ms: number; quiet_ms: number } {
  const [now_ms, setNow] = useState(Date.now());
  const news = useRef({ newest, at_ms: now_ms });
  if (news.current.newest !== newest) news.current = { newest, at_ms: Date.now() };
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return { now_ms, quiet_ms: now_ms - news.current.at_ms };
}

/** All that the wall can be. */
export function Wall({ from, known }: { from?: Key | 'unclear' | undefined; known?: Known | undefined }) {
  const { now_ms, quiet_ms } = useClock(known?.shows?.newest[0]);
  const shows = known?.gone ? undefined : known?.shows;
  useEffect(() => {
    if (shows?.circle) document.title = wall.title(shows.circle);
  }, [shows?.circle]);
  if (from === 'unclear' || !from || !known)
    return <Said title={from ? wall.unclear : wall.none} hint={wall.noneHint} />;
  if (known.gone) return <Said title={wall.gone} hint={wall.goneHint} />;
  if (!shows) return <Said title={known.silentSince ? wall.silent : wall.beginning} />;
  const step = quiet_ms < QUIET_MS ? 0 : 1 + Math.floor((quiet_ms - QUIET_MS) / SPELL_MS);
  return (
    <main class="wall">
      <Board from={from} shows={shows} step={step} now_ms={now_ms + known.ahead_ms} />
      <footer>
        <h1 dir="auto">{shows.circle}</h1>
        {known.silentSince && <p class="silent">{wall.offline(hour(known.silentSince))}</p>}
      </footer>
      <Join shows={shows} />
    </main>
  );
}

function Board({ from, shows, step, now_ms }: { from: Key; shows: WallShows; step: number; now_ms: number }) {
  if (shows.paused) return <Big title={wall.paused} hint={wall.pausedHint} />;
  const now = scene(shows, step);
  if (now.at === 'empty') return <Big title={wall.empty} hint={wall.emptyHint} />;
  if (now.at === 'open') {
    return (
      <section class="big end" key={now.end.id}>
        <h2>{wall.someoneCould}</h2>
        <p dir="auto">{now.end.open_end}</p>
        <small dir="auto">{wall.openEnd(nameOf(now.end))}</small>
      </section>
    );
  }
  const ends = now.ends.slice(0, ENDS_MAX);
  return (
    <>
      <Stack from={from} scene={now} shows={shows} now_ms={now_ms} wide={!shows.join && ends.length === 0} />
      {ends.length > 0 && (
        <aside>
          <h2>{wall.someoneCould}</h2>
          {ends.map(end => (
            <p key={end.id} dir="auto">
              {end.open_end}
            </p>
          ))}
        </aside>
      )}
    </>
  );
}

function Big({ title, hint }: { title: string; hint: string }) {
  return (
    <section class="big">
      <p>{title}</p>
      <small>{hint}</small>
    </section>
  );
}

/** Where there is no board to show. */
function Said({ title, hint }: { title: string; hint?: string }) {
  return (
    <main class="wall said">
      <h1>{title}</h1>
      {hint && <p>{hint}</p>}
    </main>
  );
}

function Join({ shows: { join } }: { shows: WallShows }) {
  if (!join) return null;
  return (
    <figure class="join">
      <img src={`data:image/svg+xml,${encodeURIComponent(join.qr_svg)}`} alt={wall.joinAlt} />
      <figcaption>{wall.join}</figcaption>
    </figure>
  );
}
