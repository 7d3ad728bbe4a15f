import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { over } from '../../page/desk';
import { addresses, drop, find } from '../../photo/kept';
import type { Photo as Its } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Blur } from './blur';

interface Props {
  session: Session;
  /** The trace that it is of. */
  trace: string;
  photo: Its;
  /** The trace is not on the server yet. */
  own?: boolean | undefined;
}

/** The address of a photo for whoever may read its trace. */
const address = ({ session, trace, photo }: Props, size: 'small' | 'full'): string =>
  `/api/c/${session.id}/photos/${photo.id}?trace=${trace}&size=${size}`;

/** The photo of a trace: a few colours first, then the picture; large at a tap. */
export function Photo(props: Props) {
  const { session, trace, photo, own } = props;
  const { id, alt } = photo;
  const here = addresses.value.get(id);
  useEffect(() => {
    // After a reload what waits is still kept in this browser.
    if (own) void find(id);
  }, [id, own]);
  useEffect(
    () => () => {
      const its = session.view.peek()?.cards.get(trace);
      if (its && its.photo?.id !== id) forget(props);
    },
    [id],
  );
  const look = () =>
    over(alt ?? words.photo, () => (
      <div class="photo large" style={{ '--ratio': photo.width / photo.height }}>
        <Picture src={here ?? address(props, 'full')} alt={alt ?? ''} photo={photo} />
      </div>
    ));
  return (
    <Button class="look" label={words.lookAt(alt)} act={look}>
      <Picture src={here ?? (own ? undefined : address(props, 'small'))} alt="" photo={photo} />
    </Button>
  );
}

/** Its row names it no more: this browser keeps nothing of it either. */
function forget(props: Props): void {
  drop(props.photo.id);
  // What the browser kept of the answers is replaced by that there is none.
  for (const size of ['small', 'full'] as const)
    void fetch(address(props, size), { cache: 'reload', credentials: 'same-origin' }).catch(() => {});
}

interface PictureProps {
  /** None as long as nobody has it. */
  src: string | undefined;
  alt: string;
  photo: Its;
}

/** A picture over its colours. Where it doesn't come, those stay, and it is tried again with the network. */
export function Picture({ src, alt, photo: { width, height, preview } }: PictureProps) {
  const [came, setCame] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const failed = () => {
    setCame(false);
    addEventListener('online', () => setAttempt(attempt + 1), { once: true });
  };
  return (
    <>
      <Blur preview={preview} />
      {src && (
        <img
          key={attempt}
          class={came ? 'came' : ''}
          src={src}
          alt={alt}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
          onLoad={() => setCame(true)}
          onError={failed}
        />
      )}
    </>
  );
}
