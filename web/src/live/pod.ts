import { passing, type Store } from '../outbox/store';
import type { Picture } from '../rows/restore';
import { named } from './named';
import type { PodConnection } from './pod-connection';
import { Session } from './session';

const nothing = () => {};

/** A pod's session, started and stopped like a circle's: its own board, with the circle's connection and outbox. */
export function podOf(circle: Session, pod: string): Session {
  const { link, outbox } = circle;
  const { me = '' } = circle.view.peek() ?? {};
  // The circle's session handles connection state and acks.
  const inside: PodConnection = {
    circle,
    pod,
    others: { outbox: nothing, member: nothing, close: nothing },
    link: {
      start: spaces => {
        circle.pods.add(live);
        for (const space of spaces().filter(({ space }) => space === pod)) link.follow(space);
      },
      stop: () => {
        if (circle.pods.delete(live)) link.unfollow(pod);
      },
      follow: link.follow,
      unfollow: link.unfollow,
      post: link.post,
      renew: nothing,
      now: nothing,
      drop: nothing,
    },
    outbox: {
      items: outbox.items,
      kept: outbox.kept,
      add: (deed, _, ...more) => outbox.add(deed, pod, ...more),
      again: () => outbox.again(pod),
      set: items => outbox.set(items),
      load: () => outbox.load(),
      clear: () => outbox.clear(),
      unkept: () => outbox.unkept(),
      take: nothing,
      own: async () => {},
      opened: nothing,
      closed: nothing,
      acked: nothing,
      refused: nothing,
    },
  };
  const live: Session = new Session(where(circle, pod), theirs(circle, me), '', inside);
  const { board } = live;
  board.who = { ...board.who, me };
  board.drawn = view => named(view, circle.view.peek(), board.view.peek());
  return live;
}

/** The stored pictures of pods that may be opened next, read before the tap; by the ids of their sessions. */
const ahead = new Map<string, Promise<Picture | undefined>>();
const where = (circle: Session, pod: string): string => `${circle.id}/pods/${pod}`;

/** Reads the pictures of one's own pods, and drops those of others: a pod that was left shows nothing. */
export function readAhead(circle: Session, own: readonly string[]): void {
  const ids = new Set(own.map(pod => where(circle, pod)));
  for (const id of ahead.keys()) if (!ids.has(id)) ahead.delete(id);
  for (const id of ids)
    if (!ahead.has(id))
      ahead.set(
        id,
        circle.store.picture(id).catch(() => undefined),
      );
}

/**
 * A pod's picture is only for the member who visited it and is in it: another member of the same browser does not see
 * it.
 */
const theirs = (circle: Session, me: string): Store => ({
  ...passing,
  durable: circle.store.durable,
  picture: async id => {
    const { own_pods } = circle.view.peek() ?? {};
    if (own_pods && !own_pods.some(pod => where(circle, pod) === id)) return undefined;
    const kept = await (ahead.get(id) ?? circle.store.picture(id));
    return kept?.me === me ? kept : undefined;
  },
  keepPicture: (id, picture) => {
    if (picture) ahead.set(id, Promise.resolve(picture));
    else ahead.delete(id);
    return circle.store.keepPicture(id, picture);
  },
});
