import { useEffect, useState } from 'preact/hooks';
import { Part } from '../../base/part';
import { door } from '../../http/door';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import type { Invite } from '../../protocol';
import { words } from '../../words';
import { later } from '../later';
import { meets } from '../parts';
import { Buds } from './buds';
import { InviteForm } from './invite-form';
import { Invites } from './invites';
import { Members } from './members';
import { Patterns } from './patterns';
import { Settings } from './settings';

const RhythmForm = later(meets, it => it.RhythmForm);
const SisterHost = later(new Part(() => import('../sisters')), it => it.SisterHost);

/** The host's page: invites, members, settings, and the export. */
export function HostPage({ session }: { session: Session }) {
  const view = session.view.value!;
  const began = session.began.value;
  const [invites, set] = useState<Invite[] | null>(null);
  const [whom, setWhom] = useState<string | null>(null);
  const load = () =>
    door(session.id)
      .invites()
      .then(set, () => set(null));
  useEffect(() => void load(), [session.word.value]);
  // The board itself needs only those whom it names.
  useEffect(() => void session.load(loadMembers).catch(() => {}), [began, session.word.value]);
  if (!isHost(view))
    return (
      <main>
        <p class="empty">{words.hostsOnly}</p>
      </main>
    );
  return (
    <main class="host">
      <section id="invites">
        <h2>{words.invites}</h2>
        <InviteForm key={whom} session={session} whom={whom} setWhom={setWhom} made={load} />
        <Invites session={session} invites={invites} changed={load} />
      </section>
      <section>
        <h2>{words.members}</h2>
        <Members
          session={session}
          link={id => {
            setWhom(id);
            document.getElementById('invites')?.scrollIntoView();
          }}
        />
      </section>
      <section>
        <h2>{words.settings}</h2>
        <Settings session={session} />
      </section>
      <section>
        <h2>{words.rhythm}</h2>
        <RhythmForm session={session} />
      </section>
      <section>
        <h2>{words.patterns}</h2>
        <Patterns session={session} />
      </section>
      {session.isOn('budding') && (
        <section>
          <h2>{words.buds}</h2>
          <Buds session={session} />
        </section>
      )}
      {session.isOn('sisters') && (
        <section>
          <h2>{words.sisters}</h2>
          <SisterHost session={session} />
        </section>
      )}
      <section>
        <h2>{words.takeHome}</h2>
        <p class="quiet">{words.takeHomeLead}</p>
        <p class="row">
          <a class="plain" href={door(session.id).exportAt('md')} download>
            {words.exportMd}
          </a>
          <a class="plain" href={door(session.id).exportAt('jsonl')} download>
            {words.exportJsonl}
          </a>
        </p>
      </section>
    </main>
  );
}
