import { useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { type CircleLinks, seedCircle } from '../../http/buds';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import { BUDS_MAX } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Field } from '../forms/field';
import { LinkOnce } from '../forms/link-once';

/** The circles that this one seeded, and the next one. */
export function Buds({ session }: { session: Session }) {
  const view = session.view.value!;
  const [name, setName] = useState('');
  // Sent again after a lost answer, it founds no second one.
  const [id, setId] = useState(newId);
  const [links, setLinks] = useState<CircleLinks | null>(null);
  const buds = view.circle.buds ?? [];
  const seed = async (event: Event) => {
    event.preventDefault();
    try {
      setLinks(await seedCircle(session.id, { id, name }));
      setId(newId());
      setName('');
    } catch (error) {
      tell(why(error));
    }
  };
  return (
    <>
      <p class="quiet">{words.budsLead}</p>
      {buds.length > 0 && (
        <ul class="rows">
          {buds.map(bud => (
            <li key={bud.circle}>
              <span dir="auto">{bud.name}</span>
            </li>
          ))}
        </ul>
      )}
      {buds.length < BUDS_MAX && (
        <form class="grid" onSubmit={seed}>
          <Field label={words.budName}>
            <input value={name} required maxLength={120} onInput={event => setName(event.currentTarget.value)} />
          </Field>
          <button type="submit" class="solid wide">
            {words.seedCircle}
          </button>
        </form>
      )}
      {links && (
        <>
          <LinkOnce link={links.host_link} label={words.budHostLink} />
          <LinkOnce link={links.invite_link} label={words.budInviteLink} />
        </>
      )}
    </>
  );
}
