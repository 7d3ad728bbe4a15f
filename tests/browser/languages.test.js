// The page speaks the browser's language, or the one that its member chose; and no word of it stands outside the dictionaries.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { check } from './eyes.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const CHOICE = 'traceboard_language';
const CIRCLE = 'Year three';
/** What members wrote. */
const OWN = [CIRCLE, 'Kea', 'Swept the long room', 'bring the candles'];

describe('languages', () => {
  let browser;
  let server;

  before(async () => {
    browser = await launch();
    server = await Server.start(undefined, ['--circle-name', CIRCLE]);
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** A member whose page speaks the language of this code. */
  const speaking = async (code, name) => {
    const person = await Person.open(browser, server.ready.invite_link, {
      before: context => context.addCookies([{ name: CHOICE, value: code, url: server.ready.address }]),
    });
    const { page } = person;
    await page.locator('form input').first().fill(name);
    await page.locator('form [type=submit]').click();
    await page.locator('.state .dot').waitFor();
    return person;
  };

  test('a browser gets its own language, and one of which there is no page gets English', async () => {
    for (const [locale, lang] of [['en-NZ', 'en'], ['ja-JP', 'en'], ['en-XB', 'en-XB']]) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      const answer = await page.goto(server.ready.address);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang, locale);
      assert.match(answer.headers().vary, /accept-language/);
      await context.close();
    }
  });

  test('a member chooses a language, and what they were writing stays', async () => {
    const kea = await speaking('en-XB', 'Kea');
    const { page } = kea;
    await page.locator('.leave').click();
    await page.locator('textarea').fill('Swept the long room');
    await page.keyboard.press('Escape');
    await page.locator('.me').click();
    await page.locator('dialog select').first().selectOption('en');
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await kea.live();
    assert.equal((await kea.context.cookies()).find(({ name }) => name === CHOICE)?.value, 'en');
    await page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), 'Swept the long room');
    kea.calm();
    await kea.leave();
  });

  test('from right to left every word is from a dictionary, and nothing lies beside the screen', async () => {
    const kea = await speaking('en-XB', 'Kea');
    const { page } = kea;
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    const strange = async where => {
      const found = await page.evaluate(own => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts = new Set();
        while (walker.nextNode()) {
          const parent = walker.currentNode.parentElement;
          if (parent.closest('noscript, time, option, .disc, script') || !parent.getClientRects().length) continue;
          let text = walker.currentNode.data;
          for (let inner = ''; inner !== text; ) [inner, text] = [text, text.replace(/\[[^[\]]*\]/g, '')];
          for (const word of own) text = text.split(word).join('');
          if (/\p{L}/u.test(text)) texts.add(text.trim());
        }
        return [...texts];
      }, OWN);
      assert.deepEqual(found, [], where);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await check(page, `${where} at ${width}`);
      }
      await page.setViewportSize({ width: 390, height: 844 });
    };
    await strange('an empty board');
    await page.locator('.leave').click();
    await page.locator('textarea').fill('Swept the long room');
    await strange('the composer');
    await page.locator('.send').click();
    await page.locator('[data-trace]').first().waitFor();
    await strange('now');
    const tabs = page.locator('.tabs a:not(.seek)');
    for (let tab = 1; tab < (await tabs.count()); tab += 1) {
      await tabs.nth(tab).click();
      await page.locator('main').first().waitFor();
      await page.waitForLoadState('networkidle');
      await strange(`tab ${tab}`);
    }
    await page.locator('.me').click();
    await page.locator('dialog form').waitFor();
    await strange('oneself');
    await page.keyboard.press('Escape');
    await page.locator('.seek').click();
    await page.locator('[role="search"] input').waitFor();
    await strange('the search');
    await kea.leave();
  });
});
