import type { ComponentChildren } from 'preact';
import { parts } from '../base/text';
import { go } from '../page/route';

type Props = {
  to: string;
  children: ComponentChildren;
  class?: string;
  label?: string;
  'aria-current'?: 'page' | undefined;
};

/** A link within the page: a plain click stays on it, any other does what the browser does. */
export function Link({ to, children, label, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, event.currentTarget as HTMLElement);
  };
  return (
    <a {...rest} href={to} aria-label={label} onClick={follow}>
      {children}
    </a>
  );
}

/** Someone's words: text, and its web addresses as links that vouch for nothing. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {parts(text).map(({ text, href }) =>
        href ? (
          <a key={href} href={href} target="_blank" rel="noopener nofollow ugc">
            {text.replace(/^https?:\/\//i, '')}
          </a>
        ) : (
          text
        ),
      )}
    </>
  );
}
