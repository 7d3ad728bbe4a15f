import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeSheet } from '../page/desk';
import { words } from '../words';
import { Button } from './button';
import { Voices } from './voices';

interface Props {
  label: string;
  children: ComponentChildren;
  /** Without its label as a heading. */
  bare?: boolean;
}

/** A sheet over the page: the browser's own dialog, which keeps the focus in it and gives it back. */
export function Sheet({ label, children, bare }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    const dialog = ref.current!;
    const view = visualViewport;
    // The keyboard covers the foot of the page, and only the visual viewport knows by how much.
    const lift = () => {
      const keys_px = view ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
      dialog.style.setProperty('--keys', `${Math.round(keys_px)}px`);
    };
    dialog.showModal();
    lift();
    view?.addEventListener('resize', lift);
    return () => {
      view?.removeEventListener('resize', lift);
      dialog.close();
    };
  }, []);
  return (
    // Escape comes as `cancel`; a click on the dialog itself is one beside its inside, unless it began within.
    <dialog
      ref={ref}
      class={bare ? 'sheet compose' : 'sheet'}
      aria-label={label}
      onCancel={event => {
        event.preventDefault();
        closeSheet();
      }}
      onPointerDown={event => {
        pressed.current = event.target;
      }}
      onClick={event => event.target === ref.current && pressed.current === ref.current && closeSheet()}
    >
      {/* The focus begins here: on a name field it would open the keyboard at once. */}
      <div class="inside" tabIndex={-1} autofocus>
        {!bare && <h2>{label}</h2>}
        {children}
        <Button class="close" label={words.close} act={closeSheet} />
        <Voices />
      </div>
    </dialog>
  );
}
