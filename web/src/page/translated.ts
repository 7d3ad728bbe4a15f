import { Fragment, options } from 'preact';

/** What Preact keeps of what it drew, by the names that it is shipped with. */
interface Drawn {
  type: string | null | object;
  /** What was drawn below. */
  __k?: (Drawn | null)[] | null;
  __?: Drawn | null;
  __e: ChildNode;
  __c?: object;
}

/** As each component was drawn last. */
const last = new WeakMap<object, Drawn>();

/** The nodes that stand for what is below, in order. */
const nodes = ({ __k }: Drawn): ChildNode[] =>
  (__k ?? []).flatMap(each => (each ? (typeof each.type === 'function' ? nodes(each) : [each.__e]) : []));

/** Puts back what was taken out of an element, and removes what stands there for it. */
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

/** Mends what a component has drawn by itself. */
function mendAll({ __k }: Drawn): void {
  for (const each of __k ?? []) {
    if (typeof each?.type === 'string') mend(each);
    if (each && (typeof each.type === 'string' || each.type === Fragment)) mendAll(each);
  }
}

/**
 * A browser that translates the page puts nodes of its own in the place of texts: what is written into those is then seen by
 * nobody. So each component has its texts back before it is drawn anew, and what is new is translated again.
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
      // Drawn anew by itself, not with what is around it: that is whole already, and half drawn.
      let around: Drawn | null | undefined = drawn.__k ? drawn : undefined;
      while (around && typeof around.type !== 'string') around = around.__;
      if (around) mend(around);
      mendAll(before);
    }
    __r?.(drawn);
  };
}
