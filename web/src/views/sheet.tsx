import type { ComponentChildren } from 'preact';
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

/** Shows a dialog over the page, and closes it before it leaves, which gives back the focus. */
function show(dialog: HTMLDialogElement | null) {
  if (!dialog) return undefined;
  const view = visualViewport;
  // The keyboard covers the foot of the page, and only the visual viewport knows by how much.
  const lift = () => {
    const keys_px = view ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
    dialog.style.setProperty('--keys', `${Math.round(keys_px)}px`);
  };
  dialog.showModal();
  lift();
  // Safari scrolls the page under the keyboard instead.
  const kinds = ['resize', 'scroll'];
  for (const kind of kinds) view?.addEventListener(kind, lift);
  return () => {
    for (const kind of kinds) view?.removeEventListener(kind, lift);
    dialog.close();
  };
}

let pressed: EventTarget | null = null;

/** A sheet over the page: the browser's own dialog, which keeps the focus in it and gives it back. */
export function Sheet({ label, children, bare }: Props) {
  return (
    // Escape fires `cancel`; a click whose target is the dialog itself is outside its content, unless it began inside.
    <dialog
      ref={show}
      class={bare ? 'sheet compose' : 'sheet'}
      aria-label={label}
      onCancel={event => {
        event.preventDefault();
        closeSheet();
      }}
      onPointerDown={event => {
        pressed = event.target;
      }}
      onClick={event => event.target === event.currentTarget && pressed === event.target && closeSheet()}
    >
      {/* The focus begins here where nothing is to be written: on a name field it would open the keyboard at once. */}
      <div class="inside" tabIndex={-1} autofocus={!bare}>
        {!bare && <h2>{label}</h2>}
        {children}
        <Button class="close" label={words.close} act={closeSheet} />
        <Voices />
      </div>
    </dialog>
  );
}
