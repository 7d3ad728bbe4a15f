import type { Session } from '../../live/session';
import type { Item } from '../../outbox/item';
import { edit } from '../../page/desk';
import type { Deed, Photo } from '../../protocol';

/** Opens the composer on an unsent trace or rewording, with all that it holds; `undefined` where that isn't edited there. */
export function again({ outbox }: Session, { id, draft, state, photo }: Item): (() => void) | undefined {
  const { deed } = draft;
  if (deed.type === 'reword')
    return () => edit({ reword: deed.trace, retry: id }, { text: deed.text, open_end: deed.open_end ?? '', photo });
  if (deed.type !== 'leave') return undefined;
  const { facet, told, builds_on = [], takes_up = [], tries, learned, crossed, joint, round } = deed;
  if (facet?.is === 'story' && told && state === 'refused')
    return () => void import('../stories').then(it => it.tellAgain(id, deed));
  // The words of an agreement are edited where it stands, and a story that waits once it is told.
  if (facet && facet.is !== 'promise') return undefined;
  const its = {
    ...(tries && { tries }),
    ...(learned && { learned }),
    ...(crossed && { crossed }),
    ...(round && { letOut: round }),
  };
  return () => {
    // As its later rewordings have it, which may wait behind it.
    const words: { deed: Pick<Deed & { type: 'leave' }, 'text' | 'open_end'>; photo?: Photo | undefined }[] =
      outbox.items.value.flatMap(({ draft: { deed }, photo }) =>
        deed.type === 'reword' && deed.trace === id ? [{ deed, photo }] : [],
      );
    const last = words.at(-1) ?? { deed, photo };
    const { text, open_end = '' } = last.deed;
    const begin = { text, open_end, builds_on, takes_up, due: facet?.due, joint, photo: last.photo };
    edit({ ...its, ...(state === 'refused' ? { retry: id } : { waits: id }) }, begin);
  };
}
