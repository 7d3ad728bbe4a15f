// Polyfills for Safari 15.0, Chrome 90 and Firefox 91. Only such browsers fetch this file. Each polyfill has only what
// the page uses.

/** Defines a missing method, not enumerable. */
function polyfill(to: object | undefined, name: string, value: unknown): void {
  if (to && !(name in to)) Object.defineProperty(to, name, { value, configurable: true, writable: true });
}

polyfill(Array.prototype, 'at', function <T>(this: T[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
polyfill(AbortSignal, 'timeout', (wait_ms: number) => {
  const gone = new AbortController();
  setTimeout(() => gone.abort(), wait_ms);
  return gone.signal;
});

/** A grapheme cluster: a character with its combining marks, joined characters, or the second half of a flag. */
const CHARACTER =
  /\p{RI}\p{RI}|(?:\r\n|\P{M})(?:\p{M}|\p{EMod}|[\u200c\u{e0020}-\u{e007f}]|\u200d(?:\p{ExtPict}|(?=\p{M})))*|\p{M}+/gsu;
polyfill(
  Intl,
  'Segmenter',
  class {
    segment = (text: string) => Array.from(text.matchAll(CHARACTER), ([segment]) => ({ segment }));
  },
);

/** A BroadcastChannel by writes to localStorage, which other tabs are notified of. */
class Channel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #name: string;
  readonly #heard = ({ key, newValue }: StorageEvent) => {
    if (key === this.#name && newValue) this.onmessage?.({ data: JSON.parse(newValue).data });
  };
  constructor(name: string) {
    this.#name = `channel ${name}`;
    addEventListener('storage', this.#heard);
  }
  postMessage(data: unknown): void {
    try {
      // Writing the same value twice would send no event.
      localStorage.setItem(this.#name, JSON.stringify({ data, at: Math.random() }));
      localStorage.removeItem(this.#name);
    } catch {
      // Without storage each tab is alone.
    }
  }
  close(): void {
    removeEventListener('storage', this.#heard);
  }
}
polyfill(globalThis, 'BroadcastChannel', Channel);

/** A modal dialog for browsers without one: it keeps the focus until it is closed, then returns it. */
const dialog = Object.getPrototypeOf(document.createElement('dialog'));
const backs = new WeakMap<HTMLElement, { focus?: HTMLElement | null; keys: (event: KeyboardEvent) => void }>();
if (!('showModal' in dialog)) {
  polyfill(dialog, 'showModal', function (this: HTMLElement) {
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && this.dispatchEvent(new Event('cancel', { cancelable: true })))
        (this as HTMLDialogElement).close();
      if (event.key !== 'Tab') return;
      const all = [...this.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')].filter(
        each => !(each as HTMLButtonElement).disabled && each.getClientRects().length > 0,
      );
      const [from, to] = event.shiftKey ? [all[0], all[all.length - 1]] : [all[all.length - 1], all[0]];
      if (document.activeElement !== from && this.contains(document.activeElement)) return;
      event.preventDefault();
      to?.focus();
    };
    backs.set(this, { focus: document.activeElement as HTMLElement | null, keys });
    for (const [name, value] of Object.entries({ open: '', role: 'dialog', 'aria-modal': 'true' }))
      this.setAttribute(name, value);
    document.addEventListener('keydown', keys);
    (this.querySelector<HTMLElement>('[autofocus]:not([autofocus="false"])') ?? this).focus();
  });
  Object.defineProperty(dialog, 'close', {
    configurable: true,
    value(this: HTMLElement) {
      if (!this.hasAttribute('open')) return;
      this.removeAttribute('open');
      const back = backs.get(this);
      if (back) document.removeEventListener('keydown', back.keys);
      back?.focus?.focus();
    },
  });
}

export {};
