import { useRef } from 'preact/hooks';
import type { InviteLink } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { copy } from './copy';

/** A new link, shown this once: only the hash of its secret is kept. */
export function LinkOnce({ link, qr_svg, label }: Pick<InviteLink, 'link'> & Partial<InviteLink> & { label?: string }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="once">
      {qr_svg && (
        <img src={`data:image/svg+xml,${encodeURIComponent(qr_svg)}`} alt={words.qrOf} width="180" height="180" />
      )}
      <p class="quiet">{label ?? words.shownOnce}</p>
      <div class="row">
        <input ref={field} readOnly dir="ltr" value={link} aria-label={label ?? words.theLink} />
        <Button class="plain" act={() => copy(field)}>
          {words.copy}
        </Button>
        {/* On plain http, and on most desks, there is none. */}
        {'share' in navigator && (
          <Button class="plain" act={() => void navigator.share({ url: link }).catch(() => {})}>
            {words.shareLink}
          </Button>
        )}
      </div>
    </div>
  );
}
