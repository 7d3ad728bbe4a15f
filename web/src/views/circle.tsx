import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../live/session';
import { compose, reopen, sheet } from '../page/desk';
import { route } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { Header } from './header';
import { Now } from './now';
import { Aside, Composer, PodPlace, Sure } from './parts';
import { PLACES } from './places';
import { Sheet } from './sheet';

/** Places with a head of their own. */
const SLIM = ['gathering', 'agreement', 'trail', 'above', 'quiet', 'stories', 'search'];

/** One circle's board, or a pod's: the view that the address names, and the sheet over it. `top`: a pod's own head. */
export function Circle({ session, top }: { session: Session; top?: ComponentChildren }) {
  const here = route.value;
  const { me, circle } = session.view.value!;
  // Another member who signed in in another tab must not see a sheet with somebody else's words.
  useEffect(() => reopen(session), [me]);
  const been = useRef(false);
  // One of the circle's pods is looked at, not the circle.
  const behind = here.pod !== session.pod;
  const Place = PLACES[here.at];
  const { id, seed } = here as { id?: string; seed?: string };
  const place = Place && <Place key={id ?? seed} session={session} {...here} />;
  been.current ||= here.at === 'now' && !behind;
  return (
    <>
      {behind && <PodPlace circle={session} pod={here.pod!} />}
      <div class={`board at-${here.at} pod-${circle.pod?.state}`} hidden={behind}>
        {behind ? null : SLIM.includes(here.at) || (here.at === 'host' && id) ? (
          place
        ) : (
          <>
            <Header session={session} top={top} />
            {here.at !== 'host' && here.at !== 'pods' && (
              <Button class="leave" act={() => compose()}>
                {words.leaveTrace}
              </Button>
            )}
            {!session.outbox.kept.value && session.pending.value.waiting > 0 && (
              <p class="banner">{words.onlyMemory}</p>
            )}
            {session.pending.value.refused.map(item => (
              <Aside key={item.id} session={session} item={item} />
            ))}
            {place}
          </>
        )}
        {/* It stays where it is behind the others: who comes back finds it as it was left, to the pixel. */}
        {been.current && <Now session={session} hidden={behind || here.at !== 'now'} />}
        {!behind && <Over session={session} />}
      </div>
    </>
  );
}

/** The sheet is shown before its content is loaded. */
export function Over({ session }: { session: Session }) {
  const open = sheet.value;
  switch (open?.of) {
    case 'compose': {
      const composer = <Composer session={session} open={open} />;
      return open.folded ? (
        composer
      ) : (
        <Sheet label={open.reword ? words.reword : words.leaveTrace} bare>
          {composer}
        </Sheet>
      );
    }
    case 'part':
      return (
        <Sheet label={open.label}>
          <open.view session={session} />
        </Sheet>
      );
    case 'sure':
      return (
        <Sheet label={open.question}>
          <Sure {...open} />
        </Sheet>
      );
    default:
      return null;
  }
}
