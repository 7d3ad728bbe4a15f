import { useEffect, useState } from 'preact/hooks';
import { when } from '../../base/time';
import { Refused } from '../../http/call';
import { hooks } from '../../http/hooks';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { HookAdded, StandingHook } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Field } from '../forms/field';
import { useOneAtATime } from '../forms/one-at-a-time';
import { name } from '../person';
import { ToCopy } from './once';

/** Webhooks: each by its address, with a secret that is shown once, and with a plain word where its receiver takes nothing. */
export function Hooks({ session }: { session: Session }) {
  const api = hooks(session.id);
  const members = session.view.value!.members;
  const [all, set] = useState<StandingHook[]>();
  const [made, setMade] = useState<HookAdded>();
  const [address, go] = useState('');
  const oneAtATime = useOneAtATime();
  const failed = (error: unknown) => tell(why(error));
  const refused = (error: unknown) =>
    error instanceof Refused && error.problem.code === 'bad_request' ? tell(words.hookNowhere) : failed(error);
  const load = () => api.all().then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const add = (event: Event) => {
    event.preventDefault();
    oneAtATime(
      () =>
        api.add(address).then(added => {
          setMade(added);
          go('');
          return load();
        }),
      refused,
    );
  };
  const remove = (hook: StandingHook) =>
    ask(words.removeHookSure, words.removeHookMeans(hook.to), words.remove, () => {
      void api.remove(hook.id).then(() => {
        if (made?.id === hook.id) setMade(undefined);
        return load();
      }, failed);
    });
  const standing = ({ off, failing_since_ms, by }: StandingHook) =>
    off
      ? words.hookOff
      : failing_since_ms !== undefined
        ? words.hookFails(when(failing_since_ms, now.value))
        : words.hookBy(name(members.get(by)));
  return (
    <section class="programs">
      <h2>{words.webhooks}</h2>
      <p class="quiet">{words.webhooksMean}</p>
      <ul class="rows">
        {all?.map(hook => (
          <li key={hook.id}>
            <span>
              <b dir="ltr">{hook.to.replace(/^https?:\/\//, '')}</b>
              <small>{standing(hook)}</small>
            </span>
            {hook.off && (
              <Button class="plain" act={() => api.on(hook.id).then(load, failed)}>
                {words.hookOn}
              </Button>
            )}
            <Button class="plain" label={words.removeHook(hook.to)} act={() => remove(hook)}>
              {words.remove}
            </Button>
          </li>
        ))}
        {/* Its place is kept until it is known. */}
        {!all?.length && <li class="quiet">{all ? words.noHooks : '\u00a0'}</li>}
      </ul>
      {made && (
        <div class="made" role="status">
          <p>{words.hookSecretOnce}</p>
          <ToCopy label={words.hookSecret} text={made.secret} />
        </div>
      )}
      <form onSubmit={add}>
        <Field label={words.hookAddress}>
          <input type="url" dir="ltr" value={address} required onInput={event => go(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="solid">
          {words.addHook}
        </button>
      </form>
    </section>
  );
}
