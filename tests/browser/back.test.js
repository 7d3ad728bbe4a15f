// The phone's own *back*: with a sheet open it closes the sheet, and nothing else.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';

describe('back', () => {
  const its = house();
  let kea;
  const sheet = person => person.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });
  const to = (person, name) => person.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const selected = person => person.page.locator('[aria-current=page]').textContent();

  /** Opens a sheet by `open`, and goes back. */
  const closes = async (person, open, what) => {
    const at = person.page.url();
    await open();
    await sheet(person).waitFor();
    await person.page.goBack();
    await sheet(person).waitFor({ state: 'detached' });
    assert.equal(person.page.url(), at, what);
  };

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.leaves('Swept the long room');
    await its.host.sees('Swept the long room');
  });

  test('closes every sheet and stays on the page', async () => {
    const { page } = its.host;
    await to(its.host, 'Warm trails');
    await to(its.host, 'Now');
    await closes(its.host, () => button(page, 'Leave a trace').click(), 'the composer');
    await closes(its.host, () => button(page, 'You in this circle').click(), 'oneself');
    await closes(its.host, () => page.getByRole('button', { name: /here$/ }).click(), 'who is here');
    await closes(its.host, () => its.host.does('Swept the long room', 'Hide'), 'hiding');
    await closes(kea, () => kea.does('Swept the long room', 'Take back'), 'a question');
    assert.equal(await selected(its.host), 'Now');
    await to(its.host, 'Together');
    await closes(its.host, () => button(page, 'Open a gathering').click(), 'a gathering');
    await closes(its.host, () => button(page, 'Open a round').click(), 'a round');
    assert.equal(await selected(its.host), 'Together');
    // As many steps as places were visited, and none for a sheet.
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Now');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Warm trails');
  });

  test('after a sheet was closed by its own button leads to the former place at once', async () => {
    const { page } = its.host;
    await to(its.host, 'Now');
    await button(page, 'Leave a trace').click();
    await button(sheet(its.host), 'Close').click();
    await sheet(its.host).waitFor({ state: 'detached' });
    await page.waitForFunction(() => !history.state.sheet);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Warm trails');
    // Forward to where the sheet was: it stays closed.
    await page.goForward();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Now');
    assert.equal(await sheet(its.host).count(), 0);
  });

  test('from a sheet that follows another closes both', async () => {
    await button(kea.page, 'You in this circle').click();
    await closes(kea, () => button(sheet(kea), 'Sign out').click(), 'a question over oneself');
  });

  test('from a place that a sheet led to leads to where the sheet was opened', async () => {
    const { page } = its.host;
    await to(its.host, 'Together');
    await button(page, 'Open a gathering').click();
    await sheet(its.host).getByLabel('Its name').fill('Autumn retreat');
    await sheet(its.host).locator('[type=submit]').click();
    await page.getByRole('link', { name: /Autumn retreat/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Autumn retreat' }).waitFor();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Together');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Now');
  });

  test('a link that is tapped while a sheet closes is followed', async () => {
    const { page } = its.host;
    await button(page, 'Leave a trace').click();
    await sheet(its.host).waitFor();
    await page.evaluate(async () => {
      document.querySelector('dialog .close').click();
      await new Promise(done => queueMicrotask(() => queueMicrotask(done)));
      document.querySelector('nav a[href$="/warm"]').click();
    });
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Warm trails');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Now');
  });

  test('a draft outlives the sheet that went, and a page that is loaded anew has no dead step', async () => {
    const words = sheet(kea).getByRole('textbox', { name: 'What did you do?' });
    await to(kea, 'Warm trails');
    await to(kea, 'Now');
    await button(kea.page, 'Leave a trace').click();
    await words.fill('Half a sentence');
    await kea.page.goBack();
    await sheet(kea).waitFor({ state: 'detached' });
    await button(kea.page, 'Leave a trace').click();
    assert.equal(await words.inputValue(), 'Half a sentence');
    await kea.page.reload();
    await kea.live();
    await kea.page.waitForFunction(() => !history.state.sheet);
    await kea.page.goBack();
    await kea.page.waitForFunction(() => document.querySelector('[aria-current=page]')?.textContent === 'Warm trails');
  });

  test('two fast taps open one sheet', async () => {
    await to(kea, 'Now');
    await kea.page.evaluate(() => {
      document.querySelector('.leave').click();
      document.querySelector('.me').click();
      document.querySelector('.leave').click();
    });
    await sheet(kea).waitFor();
    assert.equal(await sheet(kea).count(), 1);
    await kea.page.goBack();
    await sheet(kea).waitFor({ state: 'detached' });
    for (const each of [kea, its.host]) each.calm();
  });
});
