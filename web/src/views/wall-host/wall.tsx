import type { WallSettings } from '../../http/walls';
import type { Session } from '../../live/session';
import type { StandingWall } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';
import { name } from '../person';

const DELAYS_MS = Object.keys(words.wallDelays).map(Number) as (keyof typeof words.wallDelays)[];

interface Props {
  session: Session;
  wall: StandingWall;
  number: number;
  change: (wall: StandingWall, to: Partial<WallSettings>) => void;
  revoke: (wall: StandingWall) => void;
}

/** One wall: whether it shows traces, how late, and with which code. */
export function Wall({ session, wall, number, change, revoke }: Props) {
  const { by, delay_ms, paused, join } = wall;
  const known = DELAYS_MS.some(each => each === delay_ms);
  return (
    <li class="switches">
      <h2>
        {words.theWall(number)}
        <small>
          {paused ? words.wallPaused : words.wallLive} · {words.wallBy(name(session.view.value!.members.get(by)))}
        </small>
      </h2>
      <Field label={words.wallDelay}>
        <select value={delay_ms} onChange={event => change(wall, { delay_ms: Number(event.currentTarget.value) })}>
          {DELAYS_MS.map(ms => (
            <option key={ms} value={ms}>
              {words.wallDelays[ms]}
            </option>
          ))}
          {!known && <option value={delay_ms}>{words.wallDelayOther(delay_ms / 1_000)}</option>}
        </select>
      </Field>
      {delay_ms > 0 && <p class="quiet">{words.wallDelayMeans}</p>}
      <label>
        <span>
          <b>{words.wallCode}</b>
          <small>{words.wallCodeMeans}</small>
        </span>
        <input type="checkbox" checked={join} onChange={event => change(wall, { join: event.currentTarget.checked })} />
      </label>
      <p class="row">
        <Button class="solid" act={() => change(wall, { paused: !paused })}>
          {paused ? words.resumeWall : words.pauseWall}
        </Button>
        <Button class="plain" act={() => revoke(wall)}>
          {words.revokeWall}
        </Button>
      </p>
    </li>
  );
}
