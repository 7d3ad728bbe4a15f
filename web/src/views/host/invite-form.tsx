import { useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import { INVITE_USES_MAX, type InviteLink, type NewInvite } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Field } from '../forms/field';
import { LinkOnce } from '../forms/link-once';
import { name } from '../person';

const HOUR_MS = 3_600_000;
const HOLDS_MS = [24 * HOUR_MS, 7 * 24 * HOUR_MS, 30 * 24 * HOUR_MS, 90 * 24 * HOUR_MS];

interface Props {
  session: Session;
  whom: string | null;
  setWhom: (whom: string | null) => void;
  made: () => void;
}

/** Makes an invite: for newcomers, or for one member, who comes back or takes over an imported member. */
export function InviteForm({ session, whom, setWhom, made }: Props) {
  const view = session.view.value!;
  const [label, setLabel] = useState('');
  const [holds_ms, setHolds] = useState(HOLDS_MS[1]!);
  const [uses, setUses] = useState('50');
  const [link, setLink] = useState<InviteLink | null>(null);
  const make = async (event: Event) => {
    event.preventDefault();
    const about: Partial<NewInvite> = whom ? { member: whom } : { uses_max: Number(uses) };
    if (label.trim()) about.label = label.trim();
    try {
      setLink(await door(session.id).invite({ id: newId(), holds_ms, ...about }));
      made();
    } catch (error) {
      tell(why(error));
    }
  };
  return (
    <form class="grid" onSubmit={make}>
      {whom && (
        <p class="wide">
          {words.inviteFor(name(view.members.get(whom)))}{' '}
          <Button class="text" act={() => setWhom(null)}>
            {words.cancel}
          </Button>
        </p>
      )}
      <Field label={words.label}>
        <input
          value={label}
          maxLength={60}
          placeholder={words.labelHint}
          onInput={event => setLabel(event.currentTarget.value)}
        />
      </Field>
      <Field label={words.holds}>
        <select value={holds_ms} onChange={event => setHolds(Number(event.currentTarget.value))}>
          {HOLDS_MS.map(ms => (
            <option key={ms} value={ms}>
              {words.days(ms / HOUR_MS / 24)}
            </option>
          ))}
        </select>
      </Field>
      {!whom && (
        <Field label={words.uses}>
          <input
            type="number"
            required
            min={1}
            max={INVITE_USES_MAX}
            value={uses}
            onInput={event => setUses(event.currentTarget.value)}
          />
        </Field>
      )}
      <button type="submit" class="solid wide">
        {words.makeInvite}
      </button>
      {link && <LinkOnce {...link} />}
    </form>
  );
}
