import { useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { field, instant } from '../../base/local';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import {
  PROMPTS_MAX,
  ROUND_MS_MAX,
  type Round,
  type RoundKind,
  TEXT_BYTES_MAX,
  TEXT_GRAPHEMES_MAX,
} from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';
import { onceHere } from './once-here';
import { Picked } from './picked';
import { HOUR } from './span';

/** When "tonight" is: late enough for those who come home late. */
const EVENING = 21;
const OPEN = ['all', 'hour', 'evening', 'time'] as const;
const KINDS: readonly RoundKind[] = ['check_in', 'opening', 'closing', 'retro', 'review', 'own'];

interface Props {
  session: Session;
  /** Shows the round once it is there. */
  shown: (round: Pick<Round, 'id' | 'kind'>) => void;
  gathering?: string | undefined;
  kind?: RoundKind;
  about?: string | undefined;
}

const fits = (text: string) => text.trim() !== '' && room(text.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX) >= 0;

/** Opens a round: what it asks, and for how long. */
export function AskSheet({ session, shown, gathering, kind: begin = 'check_in', about }: Props) {
  const [kind, setKind] = useState<RoundKind>(begin);
  const [own, setOwn] = useState(['']);
  const [open, setOpen] = useState<(typeof OPEN)[number]>('all');
  const [time, setTime] = useState(() => field(serverNow() + 24 * HOUR));
  const kinds = about
    ? (['perspectives', 'own'] as const)
    : KINDS.filter(each => each !== 'retro' || session.isOn('retros'));
  // What the circle that this one grew from asked.
  const given = (session.view.value!.circle.prompts ?? []).filter(prompt => !own.includes(prompt));
  const tonight = new Date(serverNow()).setHours(EVENING, 0, 0, 0);
  const late = serverNow() > tonight - HOUR;
  const picked = instant(time);
  const ends_at_ms = { all: undefined, hour: serverNow() + HOUR, evening: tonight, time: picked?.at_ms }[open];
  const lasts_ms = (ends_at_ms ?? Number.NaN) - serverNow();
  const timely = open === 'all' || (lasts_ms > 0 && lasts_ms <= ROUND_MS_MAX);
  const ready = timely && (kind !== 'own' || own.every(fits));
  const send = () => {
    const id = session.act({
      type: 'open_round',
      kind,
      ...(kind === 'own' && { prompts: own.map(prompt => prompt.trim()) }),
      ...(ends_at_ms !== undefined && { ends_at_ms }),
      ...(gathering && { gathering }),
      ...(about && { about }),
    });
    closeSheet();
    // One's own round is answered like any other: it opens as soon as the board has it.
    onceHere(
      session,
      view => view.rounds,
      id,
      () => shown({ id, kind }),
    );
  };
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <fieldset>
        <legend>{words.whatFor}</legend>
        {kinds.map(each => (
          <label key={each} class="choice">
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
            <span>
              <b>{words.kinds[each]}</b>
              <small>{words.prompts[each].join(' · ')}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === 'own' &&
        own.map((prompt, index) => (
          // Their order is all that tells them apart.
          <Field key={index} label={words.yourPrompt}>
            <input
              dir="auto"
              value={prompt}
              onInput={event => setOwn(own.map((before, at) => (at === index ? event.currentTarget.value : before)))}
            />
          </Field>
        ))}
      {kind === 'own' && given.length > 0 && (
        <fieldset>
          <legend>{words.givenAlong}</legend>
          {given.map(prompt => (
            <Button key={prompt} class="plain" act={() => setOwn([...own.filter(fits), prompt].slice(-PROMPTS_MAX))}>
              {prompt}
            </Button>
          ))}
        </fieldset>
      )}
      {kind === 'own' && own.length < PROMPTS_MAX && (
        <Button class="text" act={() => setOwn([...own, ''])}>
          {words.anotherPrompt}
        </Button>
      )}
      <Field label={words.howLong}>
        <select value={open} onChange={event => setOpen(event.currentTarget.value as typeof open)}>
          {OPEN.filter(each => each !== 'evening' || !late).map(each => (
            <option key={each} value={each}>
              {words.openFor[each]}
            </option>
          ))}
        </select>
      </Field>
      {open === 'time' && (
        <Field label={words.until}>
          <input type="datetime-local" value={time} onInput={event => setTime(event.currentTarget.value)} required />
          <Picked picked={picked} />
        </Field>
      )}
      <p class="row">
        <button type="submit" class="solid" disabled={!ready}>
          {words.ask}
        </button>
      </p>
    </form>
  );
}
