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

/** That axe finds nothing once nothing moves any more, and that nothing lies beside the screen; `what`: the view, for who reads of a failure. */
export async function check(page, what) {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    what,
  );
  const wider_px = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider_px <= 0, `${what ?? 'the page'} is ${wider_px} px wider than its screen`);
}

/** The same of somebody's page, and that it complained of nothing. */
export async function sound(person, what) {
  await check(person.page, what);
  person.calm();
}

/** The same on the narrowest phone, where nothing is cut off either: each word and control lies on the screen, or in what scrolls there. */
export async function narrow(person, what) {
  const size = person.page.viewportSize();
  await person.page.setViewportSize({ width: 320, height: 568 });
  await sound(person, what);
  const beside = await person.page.evaluate(() => {
    // A sheet scrolls downwards alone. A line that ends in dots is meant to.
    const ends = ({ overflowX, textOverflow }) => /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis';
    const scrolls = each => each && !each.matches('.sheet') && (ends(getComputedStyle(each)) || scrolls(each.parentElement));
    const isOff = ({ left, right, width }) => width > 1 && (left < -0.5 || right > innerWidth + 0.5);
    const shown = [...document.querySelectorAll('main *, header *, nav *, dialog[open] *, [role="dialog"] *')].filter(
      each => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !each.closest('svg, [inert], [hidden]'),
    );
    return shown
      .filter(each => isOff(each.getBoundingClientRect()) && !scrolls(each.parentElement))
      .map(each => `<${each.tagName.toLowerCase()} class="${each.className}"> ${each.textContent.slice(0, 60)}`);
  });
  assert.deepEqual(beside, [], `${what}: beside the screen`);
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
