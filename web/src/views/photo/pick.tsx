import { useState } from 'preact/hooks';
import { newId } from '../../base/id';
import { addresses, drop, find, keep } from '../../photo/kept';
import { shrink } from '../../photo/shrink';
import type { Photo } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Picture } from './photo';

interface Picking {
  /** The photo of what is written. */
  photo: Photo | undefined;
  set: (photo: Photo | undefined) => void;
}

/** Picks a photo from the camera or the album. The browser asks which, and shrinks it before anything is kept or sent. */
export function PickPhoto({ by, set }: Pick<Picking, 'set'> & { by: string }) {
  const [state, setState] = useState<'idle' | 'working' | 'unreadable'>('idle');
  const pick = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (!file) return;
    setState('working');
    try {
      const { blob, ...its } = await shrink(file);
      const id = newId();
      await keep(id, by, blob);
      set({ id, ...its });
      setState('idle');
    } catch {
      setState('unreadable');
    }
    // The same file can be picked again.
    input.value = '';
  };
  return (
    <>
      <label class="shoot">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 8h3.4l1.5-2.4h6.2L16.6 8H20a1.6 1.6 0 0 1 1.6 1.6v8A1.6 1.6 0 0 1 20 19.2H4a1.6 1.6 0 0 1-1.6-1.6v-8A1.6 1.6 0 0 1 4 8Z" />
          <circle cx="12" cy="13.2" r="3.4" />
        </svg>
        <span>{words.photo}</span>
        <input type="file" accept="image/*" onChange={event => void pick(event.currentTarget)} />
      </label>
      <span class="trouble" role="status">
        {state === 'working' && words.photoComing}
        {state === 'unreadable' && words.photoUnreadable}
      </span>
    </>
  );
}

/** The photo that goes with what is written, and what is to be seen on it. */
export function PickedPhoto({ at, trace, photo, set }: Picking & { at: string; trace?: string | undefined }) {
  if (!photo) return null;
  const here = addresses.value.get(photo.id);
  // Kept by an earlier page; or it stands on the server with the trace that is reworded.
  if (!here) void find(photo.id);
  const there = trace && `/api/c/${at}/photos/${photo.id}?trace=${trace}&size=small`;
  const remove = () => {
    set(undefined);
    if (!trace) drop(photo.id);
  };
  return (
    <div class="picked">
      <span class="thumb">
        <Picture key={photo.id} src={here ?? (there || undefined)} alt={photo.alt ?? ''} photo={photo} />
      </span>
      <label class="alt">
        <span>{words.whatIsSeen}</span>
        <input
          dir="auto"
          value={photo.alt ?? ''}
          placeholder={words.altHint}
          onInput={event => set({ ...photo, alt: event.currentTarget.value })}
        />
      </label>
      <Button class="drop" label={words.dropPhoto} act={remove} />
    </div>
  );
}
