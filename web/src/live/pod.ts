import type { Store } from '../outbox/store';
import type { Inside } from './inside';
import { named } from './named';
import { Session } from './session';

const nothing = () => {};

/** A pod of a circle, to be started and stopped as a circle is: a board of its own, by the circle's connection and outbox. */
export function podOf(circle: Session, pod: string): Session {
  const { link, outbox, store } = circle;
  const { me = '' } = circle.view.peek() ?? {};
  // Whether anybody answers, and what was taken of the outbox, the circle hears by itself.
  const inside: Inside = {
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
      add: deed => outbox.add(deed, pod),
      again: () => outbox.again(pod),
      discard: (id, instead) => outbox.discard(id, instead),
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
  const live: Session = new Session(`${circle.id}/pods/${pod}`, theirs(store, me), '', inside);
  const { board } = live;
  board.who = { ...board.who, me };
  board.drawn = view => named(view, circle.view.peek(), board.view.peek());
  return live;
}

/** What a browser keeps of a pod is for who looked at it: somebody else, who came in by this browser since, sees nothing of it. */
const theirs = (store: Store, me: string): Store => ({
  durable: store.durable,
  items: async () => [],
  change: async () => {},
  lease: async () => false,
  picture: async id => {
    const kept = await store.picture(id);
    return kept?.me === me ? kept : undefined;
  },
  keepPicture: (id, picture) => store.keepPicture(id, picture),
});
