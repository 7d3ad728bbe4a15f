import { useEffect, useState } from 'preact/hooks';
import { sessions } from '../../http/sessions';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { OpenSession } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(words.locale, options);
const since = format({ day: 'numeric', month: 'long', year: 'numeric' });
/** A session's use is recorded once a month. */
const used = format({ month: 'long', year: 'numeric' });

/** The viewer's sessions, and buttons to end them: for a phone that was lost or given away. */
export function Devices({ circle }: { circle: string }) {
  const api = sessions(circle);
  const [open, setOpen] = useState<OpenSession[]>([]);
  // Offline nothing is shown, and no error.
  const read = () => api.all().then(setOpen, () => {});
  useEffect(() => void read(), []);
  const end = (sure: string, act: () => Promise<void>) =>
    ask(sure, words.deviceEndMeans, words.deviceEnd, () => act().then(read, error => tell(why(error))));
  return (
    <section>
      <h3>{words.devices}</h3>
      <ul class="rows">
        {open.map(one => (
          <li key={one.id}>
            <span>
              <b>{one.here ? words.deviceHere : words.deviceOther}</b>{' '}
              <small>{words.deviceUsed(since.format(one.opened_at_ms), used.format(one.used_at_ms))}</small>
            </span>
            {!one.here && (
              <Button class="plain" act={() => end(words.deviceEndSure, () => api.end(one.id))}>
                {words.deviceEnd}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open.length > 2 && (
        <Button class="plain" act={() => end(words.deviceEndOthersSure, api.endOthers)}>
          {words.deviceEndOthers}
        </Button>
      )}
    </section>
  );
}
