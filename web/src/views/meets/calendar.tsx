import { useEffect, useRef, useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { meetings } from '../../http/meetings';
import { tell } from '../../page/say';
import { words } from '../../words';
import { Button } from '../button';
import { copy } from '../forms/copy';

/** The link for one's own calendar: made on a tap, shown once, revoked on another tap. */
export function Calendar({ at }: { at: string }) {
  const api = meetings(at);
  const field = useRef<HTMLInputElement>(null);
  const [made, setMade] = useState('');
  const [standing, setStanding] = useState<readonly string[]>([]);
  const failed = () => tell(words.notNow);
  const load = () =>
    api.links().then(
      all => setStanding(all.map(({ id }) => id)),
      () => {},
    );
  useEffect(() => void load(), [at]);
  const make = () =>
    api
      .link(newId())
      .then(({ link }) => setMade(link), failed)
      .then(load);
  const revoke = async () => {
    await Promise.all(standing.map(api.revoke)).then(() => tell(words.calendarRevoked), failed);
    setMade('');
    await load();
  };
  return (
    <div class="calendar">
      {made === '' ? (
        <Button class="plain" act={make}>
          {words.toCalendar}
        </Button>
      ) : (
        <>
          <p class="quiet">{words.calendarLead}</p>
          <div class="row">
            <input ref={field} readOnly dir="ltr" value={made} aria-label={words.calendarLink} />
            <Button class="plain" act={() => copy(field)}>
              {words.copy}
            </Button>
          </div>
        </>
      )}
      {standing.length > 0 && (
        <Button class="text" act={revoke}>
          {words.calendarRevoke}
        </Button>
      )}
    </div>
  );
}
