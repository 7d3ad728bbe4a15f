import type { CardPage, StoryLink, StoryView } from '../protocol';
import { call } from './call';
import { reads } from './more';

/** The stories of a space. `at_least`: the position that the server must have folded. */
export function stories(space: string) {
  const at = `/api/c/${space}`;
  const get = reads(at);
  const link = (id: string) => `${at}/stories/${id}/link`;
  return {
    list: (before: string | null, at_least: string | null) => get<CardPage>('stories', { before, at_least }),
    one: (id: string, at_least: string | null) => get<StoryView>(`stories/${id}`, { at_least }),
    share: (id: string, link_id: string) => call<StoryLink>('POST', link(id), { body: { id: link_id } }),
    unshare: (id: string) => call<void>('DELETE', link(id)),
    /** The address of its export as a file. */
    file: (id: string, form: 'md' | 'html') => `${at}/stories/${id}/export?format=${form}`,
  };
}
