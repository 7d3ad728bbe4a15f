import { tell } from '../page/desk';
import type { InviteLink } from '../protocol';
import { words } from '../words';

/** A new link, shown this once: only the hash of its secret is kept. */
export function LinkOnce({ link: { link, qr_svg } }: { link: InviteLink }) {
  const copy = async (event: MouseEvent & { currentTarget: HTMLElement }) => {
    const field = event.currentTarget.parentElement!.querySelector('input')!;
    field.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // On plain http there is no clipboard but this old way.
      document.execCommand('copy');
    }
    tell(words.copied);
  };
  return (
    <div class="once">
      <img src={`data:image/svg+xml,${encodeURIComponent(qr_svg)}`} alt={words.qrOf} width="180" height="180" />
      <p class="quiet">{words.shownOnce}</p>
      <div class="row">
        <input readOnly value={link} aria-label={words.theLink} onFocus={event => event.currentTarget.select()} />
        <button type="button" class="plain" onClick={copy}>
          {words.copy}
        </button>
      </div>
    </div>
  );
}
