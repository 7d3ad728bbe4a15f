import { type ReadonlySignal, signal } from '@preact/signals';
import { answer, open, transact } from '../outbox/database';
import { KEPT_MS } from '../outbox/item';

/** A photo that was shrunk here. Its bytes, and not a blob of the browser's: some private windows keep none of those. */
interface Shot {
  id: string;
  /** The member whose it is. */
  by: string;
  bytes: ArrayBuffer;
  /** When it was sent: soon after that the server's is shown. */
  sent_ms?: number;
}

/** A photo that was never sent is kept for so long: by then its draft is forgotten too. */
const FORGOTTEN_MS = 60 * 86_400_000;

/** Those of this tab. Without a database they live as long as it does. */
const shots = new Map<string, Shot>();
const shown = signal<ReadonlyMap<string, string>>(new Map());
/** The addresses of the photos that this browser holds. */
export const addresses: ReadonlySignal<ReadonlyMap<string, string>> = shown;

let opening: Promise<IDBDatabase> | undefined;

/** A database of its own, beside that of the outbox: only who takes photos has one. */
function database(): Promise<IDBDatabase> {
  opening ??= open('traceboard photos', 1, made => {
    const photos = made.createObjectStore('photos', { keyPath: 'id' });
    photos.createIndex('sent_ms', 'sent_ms');
    photos.createIndex('by', 'by');
  }).then(db => {
    void transact(db, ['photos'], async store => {
      const now_ms = Date.now();
      const sent = await answer(store.index('sent_ms').getAllKeys(IDBKeyRange.upperBound(now_ms - KEPT_MS)));
      for (const id of sent) store.delete(id);
      // An id begins with its time.
      const forgotten = (now_ms - FORGOTTEN_MS).toString(16).padStart(12, '0');
      store.delete(IDBKeyRange.upperBound(`${forgotten.slice(0, 8)}-${forgotten.slice(8)}`));
    }).catch(() => {});
    return db;
  });
  return opening;
}

/** Runs `act` on the stored photos; nothing comes of it where the browser stores none. */
async function stored<T>(act: (store: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
  try {
    return await transact(await database(), ['photos'], act);
  } catch {
    return undefined;
  }
}

/** Keeps a photo until it is sent. Resolves once it is stored, as far as this browser stores anything. */
export async function keep(id: string, by: string, blob: Blob): Promise<void> {
  const shot = { id, by, bytes: await blob.arrayBuffer() };
  put(shot);
  await stored(async store => answer(store.put(shot)));
}

const put = (shot: Shot): void => {
  shots.set(shot.id, shot);
  const address = URL.createObjectURL(new Blob([shot.bytes], { type: 'image/jpeg' }));
  shown.value = new Map(shown.value).set(shot.id, address);
};

const asked = new Set<string>();

/** Looks for a photo that an earlier page may have kept. Its address is known once it is found. */
export async function find(id: string): Promise<ArrayBuffer | undefined> {
  const held = shots.get(id);
  if (held || asked.has(id)) return held?.bytes;
  const shot = await stored<Shot | undefined>(async store => answer(store.get(id)));
  if (!shot) return undefined;
  asked.add(id);
  if (!shots.has(id)) put(shot);
  return shot.bytes;
}

/** It is on the server: the next page does without the one that was kept here. */
export function sent(id: string): void {
  const shot = shots.get(id);
  if (shot) void stored(async store => answer(store.put({ ...shot, sent_ms: Date.now() })));
}

/** Drops a photo: it was taken out of its draft, or its trace is gone. */
export function drop(...ids: string[]): void {
  const rest = new Map(shown.value);
  for (const id of ids) {
    const address = rest.get(id);
    if (address) URL.revokeObjectURL(address);
    rest.delete(id);
    shots.delete(id);
  }
  shown.value = rest;
  void stored(async store => {
    for (const id of ids) store.delete(id);
  });
}

/** Drops all of a member who signs out. */
export async function dropAll(by: string): Promise<void> {
  drop(...[...shots.values()].filter(shot => shot.by === by).map(({ id }) => id));
  await stored(async store => {
    for (const id of await answer(store.index('by').getAllKeys(by))) store.delete(id);
  });
}
