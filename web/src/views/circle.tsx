import type { Session } from '../live/session';
import { compose, sheet } from '../page/desk';
import { route } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { Composer } from './composer';
import { Header } from './header';
import { HostPage } from './host/page';
import { Now } from './now';
import { OpenEndsSheet } from './open-ends';
import { People } from './people';
import { Profile } from './profile';
import { Sure } from './sure';
import { TrailPage } from './trail';
import { Warm } from './warm';

/** One circle's board: the view that the address names, and the sheet over it. */
export function Circle({ session }: { session: Session }) {
  const here = route.value;
  const view = session.view.value!;
  return (
    <div class={`board at-${here.at}`}>
      {here.at === 'trail' ? (
        <TrailPage session={session} seed={here.seed} at={here.trace} />
      ) : (
        <>
          <Header session={session} />
          {!session.outbox.kept.value && session.pending.value.waiting > 0 && <p class="banner">{words.onlyMemory}</p>}
          {view.unread.length > 0 && <p class="banner">{words.unread}</p>}
          {here.at === 'now' && <Now session={session} />}
          {here.at === 'warm' && <Warm session={session} />}
          {here.at === 'host' && <HostPage session={session} />}
          {here.at !== 'host' && (
            <Button class="leave" act={() => compose(session.id)}>
              {words.leaveTrace}
            </Button>
          )}
        </>
      )}
      <Over session={session} />
    </div>
  );
}

function Over({ session }: { session: Session }) {
  const open = sheet.value;
  switch (open?.of) {
    case 'compose': {
      const reword = open.reword ? session.view.value!.cards.get(open.reword) : undefined;
      return <Composer session={session} reword={reword} retry={open.retry} />;
    }
    case 'people':
      return <People session={session} />;
    case 'profile':
      return <Profile session={session} />;
    case 'open ends':
      return <OpenEndsSheet session={session} />;
    case 'sure':
      return <Sure {...open} />;
    default:
      return null;
  }
}
