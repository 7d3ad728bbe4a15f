// Looking back between people: cards are put together live, offline and by keyboard, a try becomes a promise, and the next time begins with it.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { check } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const SHOTS = process.env.TRACEBOARD_SHOTS;

/** A picture to look at, of the phone and the desk, light and dark. */
async function shoot({ page }, name) {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of [
    [390, 844],
    [1280, 900],
  ])
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png`, animations: 'disabled', fullPage: true });
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name }).click();
const dialog = who => who.page.getByRole('dialog');
const press = (who, name) => dialog(who).getByRole('button', { name, exact: true }).click();
const slip = (who, text) => who.page.locator('button.slip').filter({ hasText: text }).first();
/** The group in which a card stands. */
const bundle = (who, text) => who.page.locator('.bundle').filter({ has: who.page.locator('.slip', { hasText: text }) });

async function lookBack(host) {
  await to(host, 'Together');
  await host.page.getByRole('button', { name: 'Look back together' }).click();
  await press(host, 'Open it');
  await host.page.getByRole('button', { name: /What works/ }).waitFor();
}

async function answers(who, texts) {
  const fields = dialog(who).getByRole('textbox');
  for (const [at, text] of texts.entries()) await fields.nth(at).fill(text);
  await press(who, 'Answer');
  await dialog(who).locator('.slip').filter({ hasText: texts.join('\n').split('\n')[0] }).first().waitFor();
  await who.page.keyboard.press('Escape');
}

describe('retros', () => {
  const its = house();

  test('cards are put together live, a try is taken on, and the next retro begins with it', async () => {
    const { host } = its;
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await lookBack(host);
    await host.page.getByRole('button', { name: /What works/ }).click();
    await shoot(host, 'retro-write');
    const fields = dialog(host).getByRole('textbox');
    await fields.nth(0).fill(Array.from({ length: 13 }, (_, n) => `line ${n}`).join('\n'));
    await dialog(host).getByText('At most 12 lines').waitFor();
    assert.ok(await dialog(host).getByRole('button', { name: 'Answer', exact: true }).isDisabled());
    await check(host.page);
    await answers(host, ['The soup\nSinging in the evening', 'The long talk before breakfast', 'Ring a bell for breakfast']);

    await kea.page.getByRole('button', { name: /What works/ }).click();
    await answers(kea, ['Soup!', 'Too much talk', 'A walk after lunch\nWash up in pairs']);
    await to(kea, 'Together');
    await kea.page.getByRole('main').getByRole('link', { name: /^Retro/ }).click();
    await slip(kea, 'Soup!').waitFor();
    await check(kea.page);

    // Two taps, and it stands together on the other's page.
    await slip(kea, 'Soup!').click();
    await kea.page.getByText('Tap the card that it belongs with.').waitFor();
    await slip(kea, 'The soup').click();
    await bundle(kea, 'The soup').filter({ hasText: 'Soup!' }).waitFor();
    await bundle(host, 'The soup').filter({ hasText: 'Soup!' }).waitFor();
    // Without a network it moves at once, and goes out later; by the keyboard alone.
    await kea.cutOff();
    await slip(kea, 'Too much talk').focus();
    await kea.page.keyboard.press('Enter');
    await slip(kea, 'The long talk').focus();
    await kea.page.keyboard.press('Enter');
    await bundle(kea, 'The long talk').filter({ hasText: 'Too much talk' }).waitFor();
    assert.equal(await bundle(host, 'The long talk').filter({ hasText: 'Too much talk' }).count(), 0);
    await kea.context.setOffline(false);
    await bundle(host, 'The long talk').filter({ hasText: 'Too much talk' }).waitFor();
    // Dragged, on a desk.
    await slip(host, 'Singing').dragTo(slip(host, 'The soup'));
    await bundle(kea, 'The soup').filter({ hasText: 'Singing' }).waitFor();
    // Taken out again.
    await slip(host, 'Singing').click();
    await host.page.getByRole('button', { name: 'Take it out' }).click();
    await bundle(kea, 'The soup').filter({ hasNotText: 'Singing' }).waitFor();
    await shoot(kea, 'retro-cards');

    // A try becomes a promise of who takes it.
    await bundle(kea, 'Ring a bell').getByRole('button', { name: 'I’ll do this' }).click();
    await check(kea.page);
    await dialog(kea).getByRole('button', { name: 'tomorrow' }).click();
    await press(kea, 'Leave');
    await bundle(host, 'Ring a bell').getByText('Kea, by tomorrow').waitFor();
    await host.page.getByRole('heading', { name: 'Promised, and still open' }).waitFor();
    await check(host.page);

    // All have answered, so it is over; what was learned is said, and stands with what was learned before.
    await host.page.getByRole('button', { name: 'Say what you learned' }).click();
    await dialog(host).getByRole('textbox').fill('We talk better after breakfast');
    await press(host, 'Leave');
    await kea.page.goto(its.address);
    await kea.live();
    // It may wait behind the pill, where it came while the page caught up.
    await kea.sees('We talk better after breakfast');
    await kea.card('We talk better after breakfast').getByText('What we learned').waitFor();
    await to(kea, 'Together');
    await kea.page.getByRole('heading', { name: 'What you learned' }).waitFor();
    await check(kea.page);
    await shoot(kea, 'retro-learned');

    // The next one opens with the last one's tries, and who took them.
    await host.page.goto(`${its.address}together`);
    await lookBack(host);
    await host.page.getByRole('heading', { name: 'What you wanted to try last time' }).waitFor();
    await bundle(host, 'Ring a bell').getByText('Kea, by tomorrow').waitFor();
    await bundle(host, 'A walk after lunch').getByRole('button', { name: 'I’ll do this' }).waitFor();
    await check(host.page);
    await shoot(host, 'retro-next');
    for (const who of [host, kea]) who.calm();
    await kea.leave();
  });

  test('switched off, it is nowhere to be seen', async () => {
    const { host } = its;
    await host.page.goto(`${its.address}host/uses`);
    await host.page.getByRole('checkbox', { name: /Looking back/ }).uncheck();
    await host.page.getByRole('button', { name: 'Back', exact: true }).click();
    await to(host, 'Together');
    await host.page.getByRole('button', { name: 'Open a round' }).waitFor();
    await host.page.getByRole('button', { name: 'Look back together' }).waitFor({ state: 'detached' });
    assert.equal(await host.page.getByRole('heading', { name: 'What you learned' }).count(), 0);
    await host.page.getByRole('button', { name: 'Open a round' }).click();
    assert.equal(await dialog(host).getByText('Looking back', { exact: true }).count(), 0);
    await host.page.keyboard.press('Escape');
    await to(host, 'Now');
    await host.card('We talk better').waitFor();
    assert.equal(await host.page.getByText('What we learned').count(), 0);
    host.calm();
  });
});

describe('perspectives', () => {
  const its = house();

  test('are asked for on a trail, and shown beside it', async () => {
    const { host } = its;
    const tui = await Person.member(its.browser, its.server, 'Tui');
    await host.leaves('Moved the fire pit');
    await tui.sees('Moved the fire pit');
    for (const who of [host, tui]) {
      await who.card('Moved the fire pit').getByRole('button', { name: 'More' }).click();
      await who.card('Moved the fire pit').getByRole('link', { name: 'See its trail' }).click();
    }
    await host.page.getByRole('button', { name: 'Ask how it looks from where each stands' }).click();
    await press(host, 'Ask how it looks from where each stands');
    await tui.page.getByRole('heading', { name: 'From where each stands' }).waitFor();
    await tui.page.getByRole('button', { name: /How does it look from where you stand/ }).click();
    await dialog(tui).getByRole('textbox').fill('Warmer, and nearer to the trees');
    await press(tui, 'Answer');
    await dialog(tui).getByText('Warmer, and nearer').waitFor();
    await tui.page.keyboard.press('Escape');
    await check(tui.page);
    await shoot(tui, 'perspectives');
    assert.equal(await host.page.getByText('Warmer, and nearer').count(), 0);
    await host.page.getByRole('button', { name: /How does it look from where you stand/ }).click();
    await press(host, 'Pass');
    await dialog(host).getByText('Warmer, and nearer').waitFor();
    await host.page.keyboard.press('Escape');

    // One control lifts the view: from the trail to the circle.
    await tui.page.getByRole('link', { name: /from above/ }).click();
    await tui.page.getByRole('heading', { name: 'What happened' }).waitFor();
    await tui.card('Moved the fire pit').waitFor();
    await check(tui.page);
    await shoot(tui, 'above');

    // Who is in a pod is asked at which joint it is, by one tap; and the traces can be seen by it.
    await host.page.goto(its.address);
    assert.equal(await host.page.getByRole('button', { name: 'Which joint?' }).count(), 0);
    await to(host, 'Pods');
    await host.page.getByRole('button', { name: 'Call a pod' }).click();
    await host.page.getByLabel('What is it for?').fill('Build the oven');
    await host.page.getByRole('button', { name: 'Call it' }).click();
    await host.page.locator('[data-pod]').filter({ hasText: 'Build the oven' }).getByRole('link').waitFor();
    await to(host, 'Now');
    await host.page.getByRole('button', { name: 'Leave a trace' }).click();
    await dialog(host).getByRole('textbox').fill('Asked three to build with me');
    await press(host, 'Which joint?');
    await press(host, 'in a few');
    await check(host.page);
    await press(host, 'Leave');
    await dialog(host).waitFor({ state: 'detached' });
    await host.sees('Asked three to build with me');
    await tui.page.getByRole('button', { name: 'in a few' }).click();
    await tui.card('Asked three to build with me').waitFor();
    await tui.page.getByRole('button', { name: 'between circles' }).click();
    await tui.page.getByText('Nothing is said to be there.').waitFor();
    for (const who of [host, tui]) who.calm();
    await tui.leave();
  });
});
