import type { SearchPage, SearchRequest } from '../protocol';
import { call } from './call';

/** Traces of a space by their words and by other things, newest first. What is looked for goes in a body: no history keeps it. */
export const search = (space: string, request: SearchRequest, signal?: AbortSignal) =>
  call<SearchPage>('POST', `/api/c/${space}/search`, { body: request, ...(signal && { signal }) });
