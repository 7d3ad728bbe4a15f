import { useEffect, useState } from 'preact/hooks';
import { backoff_ms } from '../base/backoff';
import type { Photo as Its, WallPhotoRequest } from '../protocol';
import type { Key } from './key';

/** How often a photo is asked for. After that its colour stays, until its card comes again. */
const TRIES_MAX = 6;

/** One of the sixteen colours of its preview: near the middle. */
const colour = (preview: string): string => `#${preview.slice(15, 18)}`;

/** A photo in a hall. No address may hold the wall's secret, so it is asked for by a request, and shown from memory. */
export function Photo({ from, photo }: { from: Key; photo: Its }) {
  const [src, setSrc] = useState<string>();
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let url: string | undefined;
    const get = async (attempt: number): Promise<void> => {
      try {
        const blob = await ask(from, photo, gone.signal);
        url = URL.createObjectURL(blob);
        setSrc(url);
      } catch {
        if (!gone.signal.aborted && attempt < TRIES_MAX)
          timer = setTimeout(() => void get(attempt + 1), backoff_ms(attempt));
      }
    };
    void get(1);
    return () => {
      gone.abort();
      clearTimeout(timer);
      if (url) URL.revokeObjectURL(url);
      setSrc(undefined);
    };
  }, [photo.id]);
  const { width, height, preview, alt = '' } = photo;
  return (
    <div class="photo" style={{ '--shape': `${width} / ${height}`, '--of': colour(preview) }}>
      {src && <img src={src} alt={alt} />}
    </div>
  );
}

async function ask({ circle, secret }: Key, { id }: Its, signal: AbortSignal): Promise<Blob> {
  const body: WallPhotoRequest = { secret, photo: id };
  const response = await fetch(`/api/c/${circle}/wall/photo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.blob();
}
