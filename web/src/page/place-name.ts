import { beginning } from '../base/text';
import type { Session } from '../live/session';
import { words } from '../words';
import { route } from './route';

const NAMES: { [at: string]: string } = {
  warm: words.warmTrails,
  quiet: words.goneQuiet,
  open: words.openEnds,
  pods: words.pods,
  together: words.together,
  gathering: words.together,
  agreement: words.together,
  host: words.host,
};

/** The name of the shown place, for the page's title. */
export function place(live: Session): string | undefined {
  const here = route.value;
  if (here.at === 'trail')
    return beginning(live.view.value!.cards.get(live.seedOf(here.seed))?.text ?? words.aTrail, 40);
  return NAMES[here.at];
}
