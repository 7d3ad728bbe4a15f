// A page without eyes or without a mouse: what has the focus, what is heard, and which controls have no name.

/** What has the focus: its name, whether a ring shows it, whether nothing covers it, and where on the page it stands. */
export const focused = page =>
  page.evaluate(() => {
    const at = document.activeElement;
    const { left, top, right, bottom } = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    const seen = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    return {
      tag: at.localName,
      name: (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent).trim(),
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor),
      inSight: at.contains(seen),
      inPath: Boolean(at.closest('.path')),
      top: top + scrollY,
    };
  });

/** Writes down each announcement from now on: what a live region says, once it says something else. */
export const listen = page =>
  page.evaluate(() => {
    globalThis.heard = [];
    const spoken = new WeakMap();
    const hear = () => {
      for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]:not([aria-live=off])')) {
        const words = region.textContent.trim();
        if (spoken.get(region) === words) continue;
        spoken.set(region, words);
        const how = region.getAttribute('aria-live') ?? (region.role === 'alert' ? 'assertive' : 'polite');
        if (words) heard.push({ how, words });
      }
    };
    hear();
    heard.length = 0;
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** Controls of the accessibility tree, in Chromium's own words, that have no name. */
export async function unnamed(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const CONTROLS = ['button', 'link', 'textbox', 'checkbox', 'radio', 'combobox', 'switch', 'slider', 'tab', 'menuitem', 'dialog', 'image', 'navigation', 'region'];
  return nodes.filter(({ ignored, role, name }) => !ignored && CONTROLS.includes(role?.value) && !name?.value?.trim()).map(({ role, nodeId }) => `${role.value} ${nodeId}`);
}
