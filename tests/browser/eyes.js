// Looking at a screen: pictures of it, what axe says, and much that happens at once behind it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';

/** A folder for pictures of each screen; none unless told. */
const shots = process.env.TRACEBOARD_SHOTS;
/** Keeps pictures of a screen as it stands: a phone's and a desk's, light and dark. */
export const shoot = async (person, name) => {
  if (!shots) return;
  for (const [width, height, size] of [[390, 844, 'phone'], [1280, 900, 'desk']]) {
    for (const colorScheme of ['light', 'dark']) {
      await person.page.setViewportSize({ width, height });
      await person.page.emulateMedia({ colorScheme });
      await person.page.screenshot({ path: join(shots, `${name}-${size}-${colorScheme}.png`), animations: 'disabled' });
    }
  }
  await person.page.setViewportSize({ width: 390, height: 844 });
  await person.page.emulateMedia({ colorScheme: 'light' });
};

/** A finger's width (WCAG 2.2 asks for 24; this is what phones' makers ask for), less what is lost where an edge lies between two pixels. */
const TOUCH_PX = 44 - 1;

/** Waits until nothing moves any more: a card that grows from another is smaller until then. */
const still = page => page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));

/** Controls that a finger meets on less than its width: of the sheet that is open, or else of the page. Links within a sentence are as high as their line. */
export const small = async page => {
  await still(page);
  return page.evaluate(least => {
    // How far a finger may be beside the middle and still meet it, in one direction.
    const reach = (each, [x, y], dx, dy) => {
      let px = 0;
      const meets = at => at && (each.contains(at) || each.labels?.[0]?.contains(at));
      while (px < least && meets(document.elementFromPoint(x + dx * (px + 1), y + dy * (px + 1)))) px++;
      return px;
    };
    const size = each => {
      each.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, width, height } = each.getBoundingClientRect();
      const middle = [left + width / 2, top + height / 2];
      return [[1, 0], [0, 1]].map(([dx, dy]) => reach(each, middle, dx, dy) + reach(each, middle, -dx, -dy) + 1);
    };
    // The line of what a trace builds on is a sentence, but its links stand on every card.
    const inText = each => each.localName === 'a' && getComputedStyle(each).display === 'inline' && !each.closest('.on') && each.parentElement.textContent !== each.textContent;
    // A field that only a screen reader meets has a button in its place.
    const none = each => each.getBoundingClientRect().width <= 1;
    const place = document.querySelector('dialog[open], [role=dialog]') ?? document;
    return [...place.querySelectorAll('button, a[href], input, select, textarea, summary')]
      .filter(each => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !each.closest('[inert], [hidden]'))
      .filter(each => !inText(each) && !none(each) && size(each).some(px => px < least))
      .map(each => `${each.localName}.${each.className} “${(each.getAttribute('aria-label') ?? each.textContent).slice(0, 30)}” ${size(each).join(' x ')}`);
  }, TOUCH_PX);
};

/** What lies beside the screen: how much wider the page is, and each word and control that is cut off, unless it is in what scrolls there. */
export const beside = page =>
  page.evaluate(() => {
    const wider_px = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    // A sheet scrolls downwards alone. A line that ends in dots is meant to.
    const ends = ({ overflowX, textOverflow }) => /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis';
    const scrolls = each => each && !each.matches('.sheet') && (ends(getComputedStyle(each)) || scrolls(each.parentElement));
    const isOff = ({ left, right, width }) => width > 1 && (left < -0.5 || right > innerWidth + 0.5);
    const shown = [...document.querySelectorAll('body *')].filter(
      each => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !each.closest('svg, [inert], [hidden]'),
    );
    const off = shown
      .filter(each => isOff(each.getBoundingClientRect()) && !scrolls(each.parentElement))
      .map(each => `<${each.tagName.toLowerCase()} class="${each.className}"> ${each.textContent.slice(0, 60)}`);
    return wider_px > 0 ? [`the page is ${wider_px} px wider than its screen`, ...off] : off;
  });

/** Words that are cut off below, unless they are meant to end in dots. */
export const cut = page =>
  page.evaluate(() => {
    const ends = ({ overflow, textOverflow, webkitLineClamp }) => overflow === 'visible' || textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    const shown = [...document.querySelectorAll('main *, header *, nav *, dialog *')].filter(each => each.checkVisibility() && each.closest('.hidden, svg, [inert]') === null);
    return shown
      .filter(each => each.childElementCount === 0 && each.textContent.trim() && each.clientHeight > 0 && !ends(getComputedStyle(each)) && each.scrollHeight > each.clientHeight + 2)
      .map(each => `${each.localName}.${each.className} “${each.textContent.slice(0, 40)}”`);
  });

/** What readers do to a page. */
export const LETTERS = {
  'letters of 200 %': 'html { font-size: 200% !important }',
  'space between letters and lines': '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
};

/** Adds such a style, in place of one that was added before. A sheet made by script: the page's policy lets no other in. */
export const letters = (page, css) =>
  page.evaluate(css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);

/** That axe finds nothing once nothing moves any more, and that nothing lies beside the screen; `what`: the view, for who reads of a failure. */
export async function check(page, what) {
  await still(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    what,
  );
  assert.deepEqual(await beside(page), [], what);
}

/** The same of somebody's page, and that it complained of nothing. */
export async function sound(person, what) {
  await check(person.page, what);
  person.calm();
}

/** The same on the narrowest phone. */
export async function narrow(person, what) {
  const size = person.page.viewportSize();
  await person.page.setViewportSize({ width: 320, height: 568 });
  await sound(person, what);
  await person.page.setViewportSize(size);
}

/** What many left meanwhile, as a program posts it. */
export const post = (person, deeds) =>
  person.page.evaluate(async deeds => {
    const at = `/api/c/${location.pathname.split('/')[2]}/posts`;
    const id = () => {
      const [time, rest] = [Date.now().toString(16).padStart(12, '0'), crypto.randomUUID().slice(15)];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-a${rest.slice(5)}`.slice(0, 36);
    };
    for (let from = 0; from < deeds.length; from += 50) {
      const drafts = deeds.slice(from, from + 50).map(deed => ({ id: id(), written_at_ms: Date.now(), deed }));
      const answer = await fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ drafts }) });
      const frames = await answer.json();
      const refused = Array.isArray(frames) ? frames.filter(({ type }) => type !== 'ack') : [frames];
      if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
    }
  }, deeds);
