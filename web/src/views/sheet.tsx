import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words';

interface Props {
  label: string;
  close: () => void;
  children: ComponentChildren;
  class?: string;
}

/** A sheet over the page: the browser's own dialog, which keeps the focus in it and gives it back. */
export function Sheet({ label, close, children, ...rest }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    const view = visualViewport;
    // The keyboard covers the foot of the page, and only the visual viewport knows by how much.
    const lift = () => {
      const keys_px = view ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
      dialog.style.setProperty('--keys', `${Math.round(keys_px)}px`);
    };
    lift();
    view?.addEventListener('resize', lift);
    view?.addEventListener('scroll', lift);
    return () => {
      view?.removeEventListener('resize', lift);
      view?.removeEventListener('scroll', lift);
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`sheet ${rest.class ?? ''}`}
      aria-label={label}
      onCancel={event => {
        event.preventDefault();
        close();
      }}
      onClick={event => event.target === ref.current && close()}
    >
      <div class="inside">
        {children}
        <button type="button" class="close" aria-label={words.close} onClick={close} />
      </div>
    </dialog>
  );
}
