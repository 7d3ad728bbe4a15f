import { Fragment, options } from 'preact';

/** Preact's virtual nodes, by their minified property names. */
interface Drawn {
  type: string | null | object;
  /** The children. */
  __k?: (Drawn | null)[] | null;
  __?: Drawn | null;
  __e: ChildNode;
  __c?: object;
}

/** Each component's last virtual node. */
const last = new WeakMap<object, Drawn>();

/** The DOM nodes of the children, in order. */
const nodes = ({ __k }: Drawn): ChildNode[] =>
  (__k ?? []).flatMap(each => (each ? (typeof each.type === 'function' ? nodes(each) : [each.__e]) : []));

/** Restores the text nodes that were removed from an element, and removes their replacements. */
function mend(element: Drawn): void {
  const at = element.__e as unknown as Element;
  const own = nodes(element);
  if (own.every(each => each.parentNode === at)) return;
  for (const other of [...at.childNodes]) if (!own.includes(other)) other.remove();
  let next: ChildNode | null = null;
  for (const each of own.reverse()) {
    if (each.parentNode !== at) at.insertBefore(each, next);
    next = each;
  }
}

/** Restores the nodes that a component has drawn itself. */
function mendAll({ __k }: Drawn): void {
  for (const each of __k ?? []) {
    if (typeof each?.type === 'string') mend(each);
    if (each && (typeof each.type === 'string' || each.type === Fragment)) mendAll(each);
  }
}

/**
 * A browser that translates the page replaces text nodes by its own, so that later updates of the originals are
 * invisible. So each component's text nodes are restored before it is drawn again, and the browser translates the new
 * text.
 */
export function bearTranslation(root: Element): void {
  const hooks = options as { __r?: (drawn: Drawn) => void; diffed?: (drawn: Drawn) => void };
  const { __r, diffed } = hooks;
  const keep = (drawn: Drawn) => {
    if (drawn.__c) last.set(drawn.__c, drawn);
  };
  const keepAll = (drawn: Drawn) => {
    keep(drawn);
    for (const each of drawn.__k ?? []) if (each) keepAll(each);
  };
  keepAll((root as unknown as { __k: Drawn }).__k);
  hooks.diffed = drawn => {
    keep(drawn);
    diffed?.(drawn);
  };
  hooks.__r = drawn => {
    const before = last.get(drawn.__c!);
    if (before) {
      // Only if it is redrawn by itself: a parent that is redrawn was restored already, and is partly drawn.
      let around: Drawn | null | undefined = drawn.__k ? drawn : undefined;
      while (around && typeof around.type !== 'string') around = around.__;
      if (around) mend(around);
      mendAll(before);
    }
    __r?.(drawn);
  };
}
