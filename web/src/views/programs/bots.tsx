import { useEffect, useState } from 'preact/hooks';
import { programs } from '../../http/programs';
import type { Session } from '../../live/session';
import { ask } from '../../page/desk';
import { tell } from '../../page/say';
import type { ProgramToken, StandingProgram } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Field } from '../forms/field';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Disc, name } from '../person';
import { ToCopy } from './once';

/** Programs that leave traces: each is let in by one name, gets a token once, and can be ended. */
export function Bots({ session }: { session: Session }) {
  const api = programs(session.id);
  const members = session.view.value!.members;
  const [all, set] = useState<StandingProgram[]>();
  const [made, setMade] = useState<ProgramToken>();
  const [called, call] = useState('');
  const oneAtATime = useOneAtATime();
  const failed = (error: unknown) => tell(why(error));
  const load = () => api.all().then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const letIn = (event: Event) => {
    event.preventDefault();
    oneAtATime(
      () =>
        api.letIn(called).then(token => {
          setMade(token);
          call('');
          return load();
        }),
      failed,
    );
  };
  const end = (program: StandingProgram) =>
    ask(words.endProgramSure(name(program)), words.endProgramMeans, words.endProgram, () => {
      void api.end(program.id).then(() => {
        if (made?.id === program.id) setMade(undefined);
        return load();
      }, failed);
    });
  return (
    <section class="programs">
      <h2>{words.leavingTraces}</h2>
      <p class="quiet">{words.leavingTracesMeans}</p>
      <ul class="rows">
        {all?.map(program => (
          <li key={program.id}>
            <Disc member={program} />
            <span>
              <b dir="auto">{name(program)}</b>
              <small>{words.letInBy(name(members.get(program.by)))}</small>
            </span>
            <Button class="plain" label={words.endOf(name(program))} act={() => end(program)}>
              {words.endProgram}
            </Button>
          </li>
        ))}
        {/* Its place is kept until it is known. */}
        {!all?.length && <li class="quiet">{all ? words.noPrograms : '\u00a0'}</li>}
      </ul>
      {made && (
        <div class="made" role="status">
          <p>{words.tokenOnce}</p>
          <ToCopy label={words.token} text={made.token} />
          <ToCopy label={words.address} text={made.address} />
          <details>
            <summary>{words.forExample}</summary>
            <pre dir="ltr">
              {`curl -H 'Authorization: Bearer ${made.token}' \\\n  --json '{"text": "${words.exampleTrace}"}' \\\n  ${made.address}`}
            </pre>
          </details>
        </div>
      )}
      <form onSubmit={letIn}>
        <Field label={words.programName}>
          <input
            value={called}
            required
            maxLength={80}
            placeholder={words.programNameHint}
            onInput={event => call(event.currentTarget.value)}
          />
        </Field>
        <button type="submit" class="solid">
          {words.letProgramIn}
        </button>
      </form>
    </section>
  );
}
