import { call } from '../http/call';
import { find, sent } from './kept';

/** How long a photo may take: some hundred kilobytes over the thinnest network that is any use. */
const ANSWER_MS_MAX = 90_000;

const under_way = new Map<string, Promise<void>>();

/** Sends a photo that was kept here, once at a time. Resolves where there is none: the server says whether it has it. */
export function send(space: string, id: string): Promise<void> {
  const known = under_way.get(id);
  if (known) return known;
  const sending = upload(`/api/c/${space}/photos/${id}`, id).finally(() => under_way.delete(id));
  under_way.set(id, sending);
  return sending;
}

async function upload(path: string, id: string): Promise<void> {
  const bytes = await find(id);
  if (!bytes) return;
  await call('PUT', path, { jpeg: bytes, wait_ms: ANSWER_MS_MAX });
  sent(id);
}
