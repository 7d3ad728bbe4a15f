import type { ComponentChildren } from 'preact';

/** A labelled field of a form. */
export const Field = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <label class="field">
    <span>{label}</span>
    {children}
  </label>
);
