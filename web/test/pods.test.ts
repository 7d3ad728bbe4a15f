// A pod beside its circle: one connection, one outbox, two boards.
import { describe, expect, test } from 'vitest';
import { named } from '../src/live/named';
import { podOf } from '../src/live/pod';
import { done, listed } from '../src/live/pods';
import type { Session } from '../src/live/session';
import type { View } from '../src/live/view';
import type { Pod } from '../src/protocol';
import type { Picture } from '../src/rows/restore';
import { me, mine, onBoard, states } from './page';
import { at, card, id, member, person, SPACE, snapshot } from './rowing';
import { answering, json, Line, pass, refusal } from './wires';

const POD = '01990000-0000-7000-8000-000000000d0d';
const pod = (n: number, more: Partial<Pod> = {}): Pod => ({
  ...{ id: id(900 + n), n, by: person(0), at_ms: n, intention: `pod ${n}`, places: 5, taken: 1 },
  ...{ ends_on: '2026-12-04', state: 'open' },
  ...more,
});
const podStates = (seq: number, rows: object = {}) => ({ ...states(seq, rows), space: POD });

describe('a pod', () => {
  const page = onBoard();
  const kept = new Map<string, Picture | undefined>();

  /** A page on its circle, live, whose member is in the pod; its server answers the pod's snapshot unless told. */
  const live = async (answer = () => json(snapshot(3, { cards: [card(50)], feed: [50] }))) => {
    await page.start();
    const { store } = page.session;
    kept.clear();
    store.picture = async id => kept.get(id);
    store.keepPicture = async (id, picture) => void kept.set(id, picture);
    Line.last.welcomes(me);
    Line.last.says({ type: 'own_pods', space: SPACE, pods: [POD], known: 'k' });
    Line.last.says(states(6));
    answering({ [`pods/${POD}/snapshot`]: answer, mine: () => json(mine()), snapshot: () => json(page.board) });
  };
  const enter = async (): Promise<Session> => {
    const inside = podOf(page.session, POD);
    await inside.start();
    await pass(20);
    return inside;
  };
  const feed = (session: Session) => session.view.value?.feed.map(({ n }) => n);

  test('is followed on its circle’s connection as long as it is looked at, each with its own frames', async () => {
    await live();
    const inside = await enter();
    expect(Line.all).toHaveLength(1);
    expect(Line.last.sent.at(-1)).toEqual({ type: 'follow', space: POD, after: at(3) });
    Line.last.says(podStates(4, { cards: [card(51)] }));
    Line.last.says(states(7, { cards: [card(9)] }));
    await pass(20);
    expect([feed(inside), inside.word.value]).toEqual([[51, 50], 'live']);
    expect(page.feed()).toEqual([9, 2, 1]);
    inside.stop();
    expect(Line.last.sent.at(-1)).toEqual({ type: 'unfollow', space: POD });
    Line.last.says(states(8, { cards: [card(10)] }));
    await pass(20);
    expect([page.feed()?.[0], page.session.word.value]).toEqual([10, 'live']);
  });

  test('is named in the hello of a new connection, with its circle', async () => {
    await live();
    await enter();
    Line.last.breaks();
    await pass(1_000);
    Line.last.welcomes(me);
    expect(Line.last.sent[0]?.spaces).toEqual([
      { space: SPACE, after: at(6) },
      { space: POD, after: at(3) },
    ]);
  });

  test('posts through the circle’s outbox: in order, once, and also after its page is left', async () => {
    await live();
    const inside = await enter();
    Line.last.says(podStates(3));
    Line.last.breaks();
    const first = inside.act({ type: 'leave', text: 'inside' });
    const second = page.session.act({ type: 'leave', text: 'outside' });
    expect(inside.pending.value.leaves.map(({ id }) => id)).toEqual([first]);
    expect(page.session.pending.value.leaves.map(({ id }) => id)).toEqual([second]);
    inside.stop();
    await pass(1_000);
    Line.last.welcomes(me);
    await pass(20);
    Line.last.says({ type: 'ack', id: first, position: at(4), at_ms: 1 });
    await pass(20);
    const posts = Line.last.sent.filter(({ type }) => type === 'post');
    expect(posts.map(({ space, draft }) => [space, (draft as { id: string }).id])).toEqual([
      [POD, first],
      [undefined, second],
    ]);
  });

  test('drops its rows and its stored picture at once after removal, and its circle is still followed', async () => {
    await live();
    const inside = await enter();
    Line.last.says(podStates(3));
    inside.keep(true);
    await pass(20);
    const key = `${SPACE}/pods/${POD}`;
    expect(kept.get(key)?.cards?.map(({ n }) => n)).toEqual([50]);
    Line.last.says({ type: 'closed', space: POD, code: 'not_in_pod', message: 'no' });
    Line.last.says({ type: 'own_pods', space: SPACE, known: 'none' });
    await pass(20);
    expect([inside.gate.value, inside.view.value, kept.get(key)]).toEqual(['removed', undefined, undefined]);
    expect([page.session.gate.value, page.session.word.value, page.feed()]).toEqual(['in', 'live', [2, 1]]);
    expect(page.session.view.value?.own_pods).toEqual([]);
  });

  test('that was left on another device loses its stored picture', async () => {
    await live();
    const key = `${SPACE}/pods/${POD}`;
    kept.set(key, {} as Picture);
    Line.last.says({ type: 'own_pods', space: SPACE, pods: [id(7)], known: 'k2' });
    await pass(0);
    expect(kept.get(key)).toBeUndefined();
  });

  test('shows nothing to members who aren’t in it', async () => {
    await live(() => refusal('not_in_pod'));
    const inside = await enter();
    expect([inside.gate.value, inside.view.value, page.session.gate.value]).toEqual(['removed', undefined, 'in']);
  });

  test('shows the stored picture of this member, and not that of another', async () => {
    await live(() => json({}, 503));
    const key = `${SPACE}/pods/${POD}`;
    const picture = {
      ...snapshot(3, { cards: [card(50)], feed: [50] }),
      id: key,
      format: 0,
      role: 'member',
      marks: [],
    };
    const { FORMAT } = await import('../src/rows/restore');
    localStorage.setItem(`seen ${key}`, JSON.stringify({ me, at_ms: 1 }));
    kept.set(key, { ...picture, format: FORMAT, me } as unknown as Picture);
    const mineOnly = await enter();
    expect(feed(mineOnly)).toEqual([50]);
    mineOnly.stop();
    kept.set(key, { ...picture, format: FORMAT, me: person(5) } as unknown as Picture);
    expect(feed(await enter())).toBeUndefined();
  });
});

describe('the pods of a circle', () => {
  const view = (more: Partial<View>) => ({ pods: [pod(1), pod(2), pod(3, { state: 'closed' })], ...more }) as View;
  const none = { called: [], stepped: new Set<string>(), declined: new Set<string>() };
  const ns = (pods: Pod[]) => pods.map(({ n }) => n);

  test('are listed with one’s own first and closed ones last, each once', () => {
    const its = view({ own_pods: [pod(3).id, pod(1).id], pod_invitations: [] });
    const { own, others, invited } = listed(its, its.pods.slice(0, 2), none);
    expect([ns(own), ns(others), ns(invited)]).toEqual([[1, 3], [2], []]);
  });

  test('to which one is invited are listed apart until one declines', () => {
    const its = view({ own_pods: [], pod_invitations: [pod(2).id] });
    const called = its.pods.slice(0, 2);
    const before = listed(its, called, none);
    expect([ns(before.invited), ns(before.others)]).toEqual([[2], [1]]);
    const after = listed(its, called, { ...none, declined: new Set([pod(2).id]) });
    expect([ns(after.invited), ns(after.others).sort()]).toEqual([[], [1, 2]]);
  });

  test('that wait in the outbox are listed until their rows arrive', () => {
    const item = { circle: 'c', by: me, order: 1, state: 'waiting' };
    const call = { type: 'call_pod', intention: 'dry fruit', places: 5, ends_on: '2026-12-04' };
    const items = [
      { ...item, id: 'a', draft: { deed: call } },
      { ...item, id: 'b', draft: { deed: { type: 'step_in', pod: 'p' } } },
      { ...item, id: 'c', state: 'acked', position: at(2), draft: { deed: { type: 'step_in', pod: 'q' } } },
    ];
    const session = { view: { value: { position: at(5) } }, outbox: { items: { value: items } } };
    const { called, stepped } = done(session as unknown as Session);
    expect([called, [...stepped]]).toEqual([[{ id: 'a', intention: 'dry fruit' }], ['p']]);
  });
});

describe('the members of a pod', () => {
  const view = (...members: ReturnType<typeof member>[]) =>
    ({ members: new Map(members.map(each => [each.id, each])) }) as unknown as View;

  test('have their current names in the circle, and unchanged ones stay the same objects', () => {
    const its = view(member(1), member(2));
    const first = named(its, view(member(1, { name: 'Kea' })), undefined);
    expect([...first.members.values()].map(({ name }) => name)).toEqual(['Kea', 'member 2']);
    expect(named(its, view(member(1, { name: 'Kea' })), first).members).toBe(first.members);
    expect(named(its, view(member(1, { name: 'Tui' })), first).members).not.toBe(first.members);
  });
});
