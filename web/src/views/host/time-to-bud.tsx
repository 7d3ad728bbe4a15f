import type { Session } from '../../live/session';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { at } from './rooms';

/** The hint that it is time to seed a circle. Only hosts see it, until one of them does or puts it off. */
export function TimeToBud({ session }: { session: Session }) {
  return (
    <section class="due" aria-labelledby="bud">
      <h2 id="bud">{words.timeToBud}</h2>
      <p class="say">{words.timeToBudMeans}</p>
      <div class="row">
        <Link class="solid" to={at(session.id, 'kin')}>
          {words.seedCircle}
        </Link>
        <Button class="plain" act={() => session.act({ type: 'put_off_budding' })}>
          {words.budNotNow}
        </Button>
      </div>
    </section>
  );
}
