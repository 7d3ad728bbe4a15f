// Keeping one's place: what was scrolled, written, opened or in focus is where it was left.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';

describe('one’s place', () => {
  const its = house();
  let kea;

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.leaves('Swept the long room', 'bring the candles from the car');
    await its.host.sees('Swept the long room');
    await its.host.buildsOn('Swept the long room', 'Laid the carpet');
    for (let number = 1; number <= 30; number += 1) await kea.leaves(`Carried chair number ${number} ${'up the stairs '.repeat(number % 7)}`);
    await its.host.sees('Carried chair number 30');
    await kea.sees('Carried chair number 30');
  });

  const focused = () => kea.page.evaluate(() => document.activeElement.closest('[data-trace] .say, [data-trace], h1, section, li')?.textContent ?? document.activeElement.tagName);
  const sheet = () => kea.page.getByRole('dialog');

  test('Back from a trail restores the scroll position to the pixel', async () => {
    const card = kea.card('Laid the carpet');
    const link = card.getByRole('link').first();
    await link.scrollIntoViewIfNeeded();
    // What stands above takes its own height as it is drawn; the place is the one that stays.
    const still = async () => {
      let [before, now] = [Number.NaN, await link.evaluate(each => each.getBoundingClientRect().top)];
      while (before !== now) {
        before = now;
        now = await link.evaluate(each => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(each.getBoundingClientRect().top)))));
      }
      return now;
    };
    const left = await still();
    await link.click();
    await kea.page.getByRole('button', { name: 'Build on this' }).waitFor();
    await kea.page.getByRole('button', { name: 'Back' }).click();
    await card.waitFor();
    assert.ok(Math.abs((await still()) - left) <= 1, `${await still()} where it was ${left}`);
    assert.equal(await link.evaluate(each => each === document.activeElement), true, 'the focus is back on the link');
    kea.calm();
  });

  test('each page sets the document’s title, and its heading gets the focus', async () => {
    await kea.page.evaluate(() => scrollTo(0, 0));
    const circle = await kea.page.getByRole('heading', { level: 1 }).textContent();
    assert.equal(await kea.page.title(), `${circle} · Traceboard`);
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.waitForFunction(() => document.title.startsWith('Warm trails'));
    const depth = await kea.page.evaluate(() => history.length);
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    assert.equal(await kea.page.evaluate(() => history.length), depth, 'a tab that is open already adds no step back');
    await kea.page.getByRole('link').filter({ hasText: 'Swept the long room' }).first().click();
    await kea.page.getByRole('button', { name: 'Build on this' }).waitFor();
    await kea.page.waitForFunction(() => document.title.startsWith('Swept the long room'));
    await kea.page.waitForFunction(() => document.activeElement.tagName === 'H1');
    await kea.page.goBack();
    await kea.page.goBack();
    await kea.page.waitForFunction(name => document.title.startsWith(name), circle);
    kea.calm();
  });

  test('a begun rewording stays when its sheet is closed, and is sent when it is saved', async () => {
    await kea.leaves('Cooked a sop');
    await kea.sees('Cooked a sop');
    await kea.does('Cooked a sop', 'Reword');
    await sheet().getByRole('textbox', { name: 'What did you do?' }).fill('Cooked a soup for');
    // Beside the sheet.
    await kea.page.mouse.click(195, 40);
    await sheet().waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await sheet().getByRole('textbox', { name: 'What did you do?' }).inputValue(), '', 'another trace is another sheet of paper');
    await kea.page.keyboard.press('Escape');
    await kea.does('Cooked a sop', 'Reword');
    assert.equal(await sheet().getByRole('textbox', { name: 'What did you do?' }).inputValue(), 'Cooked a soup for');
    await sheet().getByRole('textbox', { name: 'What did you do?' }).fill('Cooked a soup for all');
    await sheet().getByRole('button', { name: 'Save' }).click();
    await its.host.sees('Cooked a soup for all');
    kea.calm();
  });

  test('a press that begins in the sheet and ends beside it leaves it open', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    const words = sheet().getByRole('textbox', { name: 'What did you do?' });
    await words.fill('Selected with a long sweep');
    const box = await words.boundingBox();
    await kea.page.mouse.move(box.x + 20, box.y + 20);
    await kea.page.mouse.down();
    await kea.page.mouse.move(195, 40);
    await kea.page.mouse.up();
    assert.equal(await sheet().isVisible(), true);
    await words.fill('');
    await kea.page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    kea.calm();
  });

  test('the page behind a sheet stays, and the browser’s Back closes the sheet', async () => {
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.evaluate(() => getComputedStyle(document.documentElement).overflowY), 'hidden');
    await kea.page.goBack();
    await sheet().waitFor({ state: 'detached' });
    assert.equal(await kea.page.locator('[aria-current=page]').textContent(), 'Warm trails', 'and nothing else');
    await kea.page.goBack();
    await kea.page.getByRole('link', { name: 'Now', exact: true, current: 'page' }).or(kea.page.locator('[aria-current=page]', { hasText: 'Now' })).first().waitFor();
    kea.calm();
  });

  test('the focus moves to what an action opened, and back', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await sheet().getByRole('button', { name: '+ build on…' }).click();
    await sheet().getByRole('listitem').filter({ hasText: 'Laid the carpet' }).or(sheet().getByRole('listitem').first()).first().getByRole('button').click();
    assert.equal(await kea.page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
    await sheet().getByRole('button', { name: 'Someone could…' }).click();
    assert.equal(await kea.page.evaluate(() => document.activeElement.tagName), 'INPUT');
    await sheet().getByRole('button', { name: 'Don’t build on this one' }).click();
    await kea.page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await kea.leaves('Something to take back');
    await kea.sees('Something to take back');
    await kea.does('Something to take back', 'Take back', true);
    // It leaves no line behind, and the focus goes to what is next.
    await kea.doesNotSee('Something to take back');
    await kea.page.waitForFunction(() => document.activeElement !== document.body);
    kea.calm();
  });

  test('“Leave a trace” comes before the feed for the keyboard', async () => {
    const before = await kea.page.evaluate(() => {
      const leave = [...document.querySelectorAll('button')].find(each => each.textContent === 'Leave a trace');
      return Boolean(leave.compareDocumentPosition(document.querySelector('.feed')) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    assert.ok(before);
  });

  test('words that are too long say so, in bytes as in characters', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    const words = sheet().getByRole('textbox', { name: 'What did you do?' });
    const leave = sheet().getByRole('button', { name: 'Leave', exact: true });
    await words.fill('a'.repeat(281));
    await sheet().getByText('-1', { exact: true }).waitFor();
    assert.equal(await leave.isDisabled(), true);
    // 170 people of 25 bytes each: more than the board takes, though they are few to count.
    await words.fill('👨‍👩‍👧‍👦'.repeat(170));
    await sheet().getByText(/^-\d+$/).waitFor();
    assert.equal(await leave.isDisabled(), true);
    await words.fill('Short enough');
    await sheet().getByRole('button', { name: 'Someone could…' }).click();
    await sheet().getByRole('textbox', { name: 'Someone could' }).fill('b'.repeat(300));
    await sheet().getByText('-20', { exact: true }).waitFor();
    assert.equal(await leave.isDisabled(), true);
    await sheet().getByRole('textbox', { name: 'Someone could' }).fill('');
    await words.fill('');
    await kea.page.keyboard.press('Escape');
    kea.calm();
  });

  test('a notice is announced within the open sheet', async () => {
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await sheet().getByRole('button', { name: 'Make a link for it' }).click();
    await sheet().getByRole('button', { name: 'Copy' }).click();
    await sheet().getByText('Copied.').waitFor();
    await kea.page.keyboard.press('Escape');
    kea.calm();
  });

  test('a circle with a long name fits every page at every size', async () => {
    const name = 'Gemeinschaftsgartenbewässerungsgruppe am Donaudampfschiffhafen';
    await its.host.hosts('Name, warmth and days');
    await its.host.page.getByLabel('Its name').fill(name.slice(0, 60));
    await its.host.page.getByLabel('Its name').locator('xpath=ancestor::form').getByRole('button', { name: 'Save' }).click();
    await kea.page.getByRole('heading', { level: 1, name: name.slice(0, 60) }).waitFor();
    const newcomer = await Person.open(its.browser, its.server.ready.invite_link);
    await newcomer.page.getByLabel('Your name').waitFor();
    for (const page of [newcomer.page, kea.page, its.host.page]) {
      for (const [width, height] of [[320, 568], [390, 844], [1280, 800], [1920, 1080]]) {
        await page.setViewportSize({ width, height });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} pixels wider than ${width}`);
      }
    }
    await newcomer.leave();
    kea.calm();
    its.host.calm();
  });
});
