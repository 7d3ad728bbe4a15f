import { useEffect } from 'preact/hooks';
import { plusDays, today } from '../../base/days';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { now } from '../../page/clock';
import { ask, closeSheet, over } from '../../page/desk';
import { go, paths } from '../../page/route';
import { tell } from '../../page/say';
import { type Deed, POD_DAYS_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';
import { later } from '../later';
import { meets } from '../parts';
import { Disc, name } from '../person';
import { Invite } from './invite';

const RhythmForm = later(meets, it => it.RhythmForm);

/** A pod's sheet: its members, its last day, its rhythm, and how to leave or close it. */
export function About({ session }: { session: Session }) {
  const view = session.view.value!;
  const { me, members, circle } = view;
  const outside = session.circle!;
  const terms = circle.pod!;
  const day = today(now.value, outside.view.value?.circle.time_zone);
  const host = isHost(view);
  const open = terms.state !== 'closed';
  const called = outside.view.value?.pods.find(({ id }) => id === session.pod)?.by;
  const people = [...members.values()].filter(({ state }) => state === 'present').sort((a, b) => a.n - b.n);
  const act = (deed: Deed) => {
    session.act(deed);
    closeSheet();
    tell(session.word.value === 'live' ? words.saved : words.waiting);
  };
  const leave = () => {
    session.act({ type: 'leave_pod' });
    go(paths.pods(outside.id));
  };
  const invited = open ? (terms.invited ?? []) : [];
  const named = outside.view.value?.members;
  const unnamed = invited.some(id => !named?.has(id));
  // The circle's own page loads only the members whom it names.
  useEffect(() => {
    if (unnamed) void outside.load(loadMembers).catch(() => {});
  }, [unnamed]);
  const removed = host && open ? [...members.values()].filter(({ state }) => state === 'removed') : [];
  const remove = (id: string, called: string) =>
    ask(words.removeFromPod(called), words.removeFromPodMeans, words.removeThem, () =>
      session.act({ type: 'remove', member: id }),
    );
  return (
    <>
      <section>
        <h3>{words.whoIsIn}</h3>
        <ul class="people">
          {people.map(member => (
            <li key={member.id}>
              <Disc member={member} />
              <span>{member.id === me ? words.youNamed(name(member)) : name(member)}</span>
              {member.id === called && <small>{words.hasCalled}</small>}
              {host && open && member.id !== me && (
                <Button class="text" act={() => remove(member.id, name(member))}>
                  {words.removeThem}
                </Button>
              )}
            </li>
          ))}
          {invited.map(id => (
            <li key={id}>
              <Disc member={named?.get(id)} />
              <span>{name(named?.get(id))}</span>
              <small>{words.invitedToIt}</small>
            </li>
          ))}
          {removed.map(member => (
            <li key={member.id}>
              <Disc member={member} />
              <span>{name(member)}</span>
              <small>{words.removedFromIt}</small>
              <Button class="text" act={() => session.act({ type: 'let_back', member: member.id })}>
                {words.mayComeBack}
              </Button>
            </li>
          ))}
        </ul>
        {host && open && people.length < terms.places && (
          <Button class="plain" act={() => over(words.invite, Invite)}>
            {words.invite}
          </Button>
        )}
      </section>
      {open && (
        <Field label={words.lastDay}>
          <input
            type="date"
            min={day}
            max={plusDays(day, POD_DAYS_MAX)}
            value={terms.ends_on}
            onChange={({ currentTarget: { value, min, max } }) =>
              value >= min && value <= max && act({ type: 'extend_pod', ends_on: value })
            }
          />
        </Field>
      )}
      {open && session.isOn('rhythm') && (
        <details>
          <summary>{words.podRhythm}</summary>
          <RhythmForm session={session} />
        </details>
      )}
      <section class="row">
        {open && terms.state === 'open' && (
          <Button
            class="plain"
            act={() =>
              ask(words.restPod, words.restMeans, words.restPod, () => act({ type: 'rest_pod', resting: true }))
            }
          >
            {words.restPod}
          </Button>
        )}
        {terms.state === 'resting' && (
          <Button class="plain" act={() => act({ type: 'rest_pod', resting: false })}>
            {words.wakePod}
          </Button>
        )}
        <a class="plain" href={`/api/c/${session.id}/export?format=zip`} download>
          {words.keepPod}
        </a>
        {open && (host || terms.ends_on <= day) && (
          <Button
            class="plain"
            act={() => ask(words.closeSure, words.closeMeans, words.closePod, () => act({ type: 'close_pod' }))}
          >
            {words.closePod}
          </Button>
        )}
        <Button class="plain" act={() => ask(words.leavePodSure, words.leavePodMeans, words.leavePod, leave)}>
          {words.leavePod}
        </Button>
      </section>
    </>
  );
}
