import type { ComponentChildren, Ref } from 'preact';

interface Props {
  act: () => void;
  children?: ComponentChildren;
  class?: string;
  label?: string;
  disabled?: boolean;
  open?: boolean;
  pressed?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that does something here and submits nothing. `label` where it shows no word. */
export function Button({ act, label, open, pressed, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} aria-label={label} aria-expanded={open} aria-pressed={pressed} onClick={act}>
      {children}
    </button>
  );
}
