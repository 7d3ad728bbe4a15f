// Makes a browser behave like an older one: removes functions and styles that it lacks.

/** Removes functions that are newer than Safari 15.0, Chrome 90 or Firefox 91. Runs in the page, before its scripts. */
export const functions = () => {
  const drop = (owner, ...names) => {
    for (const name of names) if (owner) delete owner[name];
  };
  for (const type of [Array, String, Object.getPrototypeOf(Int8Array)]) drop(type.prototype, 'at');
  drop(Array.prototype, 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with');
  drop(Array, 'fromAsync');
  drop(Object, 'hasOwn', 'groupBy');
  drop(Map, 'groupBy');
  drop(Promise, 'withResolvers', 'try');
  drop(Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom');
  drop(globalThis, 'BroadcastChannel', 'structuredClone', 'reportError', 'scheduler', 'Iterator', 'requestIdleCallback');
  drop(AbortSignal, 'timeout', 'any', 'abort');
  drop(AbortSignal.prototype, 'throwIfAborted', 'reason');
  drop(Crypto.prototype, 'randomUUID');
  drop(Navigator.prototype, 'locks', 'userActivation', 'connection');
  drop(Element.prototype, 'checkVisibility', 'moveBefore');
  drop(HTMLElement.prototype, 'showPopover', 'hidePopover', 'inert');
  drop(URL, 'canParse', 'parse');
  drop(Intl, 'Segmenter', 'DurationFormat');
  drop(Intl.NumberFormat.prototype, 'formatRange');
  const dialog = Object.getPrototypeOf(document.createElement('dialog'));
  drop(dialog, 'showModal', 'show', 'close', 'requestClose');
};

/** Misspells in the page's style sheets everything that older browsers can't parse. */
export const style = context =>
  context.route(/\.css$/, async route => {
    const answer = await route.fetch();
    const body = (await answer.text())
      .replaceAll('color-mix(', 'no-mix(')
      .replaceAll(/(\d)dvh/g, '$1nvh')
      .replaceAll(/(content-visibility|text-wrap|field-sizing|container-type|accent-color|overflow-clip-margin)(?=:)/g, 'no-$1')
      .replaceAll(':clip', ':no-clip')
      .replaceAll('(overflow:clip)', '(overflow:no-clip)')
      .replaceAll('@container', '@no-container')
      .replaceAll(/:(has\(|focus-visible|:backdrop)/g, ':no-$1');
    const headers = { ...answer.headers() };
    delete headers['content-encoding'];
    await route.fulfill({ status: answer.status(), headers, body });
  });

/** Does what a browser's translator does: replaces each text node by another one. Here with the same text. */
export const translator = () => {
  const translate = node => {
    if (node.nodeType === Node.ELEMENT_NODE && !node.closest('font, textarea, script, style')) [...node.childNodes].forEach(translate);
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || node.parentNode?.closest('font, textarea, svg, script, style, title')) return;
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstChild.append(node.data);
    node.replaceWith(font);
  };
  const seen = new MutationObserver(changes => {
    for (const { addedNodes } of changes) addedNodes.forEach(node => node.isConnected && translate(node));
  });
  seen.observe(document, { childList: true, subtree: true });
};
