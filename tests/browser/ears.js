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
        const text = region.textContent;
        if (spoken.get(region) === text) continue;
        spoken.set(region, text);
        const words = text.trim();
        const how = region.getAttribute('aria-live') ?? (region.role === 'alert' ? 'assertive' : 'polite');
        if (words) heard.push({ how, words });
      }
    };
    hear();
    heard.length = 0;
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

/** What a screen reader would stumble over: controls of the accessibility tree, in Chromium's own words, that have no name; headings that leave a gap. */
export async function stumbles(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const CONTROLS = ['button', 'link', 'textbox', 'checkbox', 'radio', 'combobox', 'switch', 'slider', 'tab', 'menuitem', 'dialog', 'image', 'navigation', 'region'];
  const unnamed = nodes.filter(({ ignored, role, name }) => !ignored && CONTROLS.includes(role?.value) && !name?.value?.trim());
  const { levels, language, mains } = await page.evaluate(() => ({
    levels: [...document.querySelectorAll('h1, h2, h3, h4')].filter(each => each.checkVisibility()).map(each => Number(each.localName[1])),
    language: document.documentElement.lang,
    mains: [...document.querySelectorAll('main')].filter(each => each.checkVisibility()).length,
  }));
  return [
    ...unnamed.map(({ role, nodeId }) => `a ${role.value} without a name (${nodeId})`),
    ...(levels.filter(level => level === 1).length === 1 && levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1) ? [] : [`headings ${levels}`]),
    ...(language === 'en' ? [] : [`language ${language}`]),
    ...(mains === 1 ? [] : [`${mains} mains`]),
  ];
}
