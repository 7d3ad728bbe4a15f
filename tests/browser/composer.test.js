// Where a trace is written: each trace has a draft of its own, and cards are woven by a tap.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('the composer', () => {
  const its = house();
  let kea;
  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea', { hasTouch: true });
    await its.host.leaves('Swept the long room');
    await its.host.leaves('Borrowed forty cushions');
    await its.host.leaves('Washed the curtains');
    await its.host.leaves('Baked six loaves');
    await kea.sees('Baked six loaves');
    await kea.sees('Swept the long room');
  });
  after(() => kea?.leave());
  const sheet = () => kea.page.getByRole('dialog');
  const text = () => sheet().getByRole('textbox', { name: 'What did you do?' });
  const close = () => sheet().getByRole('button', { name: 'Close' }).click();
  const pressed = words => kea.card(words).getByRole('button', { name: 'Build on', exact: true }).getAttribute('aria-pressed');
  const folds = async () => {
    await sheet().getByRole('button', { name: /^\+ / }).click();
    await sheet().getByRole('button', { name: 'Tap them in the feed' }).click();
    await sheet().waitFor({ state: 'detached' });
  };

  test('has a draft for each trace, also after a reload', async () => {
    const begins = async (on, words) => {
      await kea.card(on).getByRole('button', { name: 'Build on', exact: true }).click();
      await text().fill(words);
      await close();
    };
    await begins('Swept the long room', 'On the room');
    await begins('Washed the curtains', 'On the curtains');
    await kea.page.reload();
    await kea.live();
    await kea.card('Swept the long room').getByRole('button', { name: 'Build on', exact: true }).click();
    assert.equal(await text().inputValue(), 'On the room');
    await sheet().locator('.on').getByText('Swept the long room').waitFor();
    assert.equal(await sheet().locator('.on').count(), 1);
    await shoot(kea, 'compose-open');
    await sound(kea, 'the composer');
    await kea.page.goBack();
    await sheet().waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await text().inputValue(), '');
    assert.equal(await sheet().locator('.on').count(), 0);
    await close();
  });

  test('folds, and taps on cards choose up to three that it builds on', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await text().fill('Made a room for eighty');
    await folds();
    await kea.card('Swept the long room').getByText('Swept').tap();
    await kea.card('Borrowed forty cushions').getByText('Borrowed').tap();
    await kea.page.getByText('Host: Borrowed forty cushions. 2 of 3').waitFor({ state: 'attached' });
    await sound(kea, 'the folded composer');
    await shoot(kea, 'compose-folded');
    await kea.card('Washed the curtains').getByText('Washed').tap();
    await kea.card('Baked six loaves').getByText('Baked').tap();
    await kea.page.getByText('It builds on three already.').waitFor();
    assert.equal(await pressed('Baked six loaves'), 'false');
    await kea.card('Washed the curtains').getByText('Washed').tap();
    assert.equal(await pressed('Washed the curtains'), 'false');
    await kea.page.getByRole('button', { name: 'Write on' }).click();
    assert.equal(await text().inputValue(), 'Made a room for eighty');
    assert.equal(await sheet().locator('.on').count(), 2);
    await sheet().getByRole('button', { name: 'Leave', exact: true }).click();
    await its.host.sees('Made a room for eighty');
    await its.host.card('Made a room for eighty').getByText('builds on').waitFor();
    assert.equal(await its.host.card('Made a room for eighty').locator('.on b').count(), 2);
    assert.equal(await kea.page.locator('[data-woven], .feed [aria-pressed].build').count(), 0);
  });

  test('weaves by the keyboard alone, and Escape goes back to writing', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).focus();
    await kea.page.keyboard.press('Enter');
    await text().waitFor();
    await kea.page.keyboard.type('Woven without a finger');
    await folds();
    // The focus goes to the feed a moment later; a Tab before that would be lost.
    await kea.page.waitForFunction(() => document.activeElement?.matches('.feed'));
    const tabTo = async (name, most = 60) => {
      for (let pressed = 0; pressed < most; pressed += 1) {
        await kea.page.keyboard.press('Tab');
        const found = await kea.page.evaluate(() => {
          const at = document.activeElement;
          return { words: at.closest('[data-trace]')?.textContent ?? '', build: at.matches('.build'), ring: getComputedStyle(at).outlineStyle };
        });
        assert.notEqual(found.ring, 'none', 'what has the focus shows it');
        if (found.build && found.words.includes(name)) return;
      }
      assert.fail(`no tab reaches ${name}`);
    };
    await tabTo('Baked six loaves');
    await kea.page.keyboard.press('Enter');
    assert.equal(await pressed('Baked six loaves'), 'true');
    await kea.page.keyboard.press('Escape');
    assert.equal(await text().inputValue(), 'Woven without a finger');
    await sheet().locator('.on').getByText('Baked six loaves').waitFor();
    await kea.page.keyboard.press('Control+Enter');
    await its.host.sees('Woven without a finger');
  });

  test('is reached and left by the keyboard, with all that a card offers in a sensible order', async () => {
    const card = kea.card('Washed the curtains');
    await card.getByRole('button', { name: 'Build on', exact: true }).focus();
    const names = [];
    await kea.page.keyboard.press('Tab');
    await kea.page.keyboard.press('Tab');
    await kea.page.keyboard.press('Enter');
    for (let at = 0; at < 3; at += 1) {
      names.push(await kea.page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent));
      await kea.page.keyboard.press('Tab');
    }
    assert.deepEqual(names.slice(0, 2), ['More', 'See its trail']);
    await kea.page.keyboard.press('Escape');
    assert.equal(await kea.page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'More');
  });

  test('stands above the keys of a phone, on a narrow screen too', async () => {
    await kea.page.setViewportSize({ width: 320, height: 640 });
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await text().waitFor();
    // As a phone tells of its keys: the visual viewport is lower than the page.
    await kea.page.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight - 260 });
      visualViewport.dispatchEvent(new Event('resize'));
    });
    await kea.page.waitForFunction(() => document.querySelector('dialog').getBoundingClientRect().bottom <= innerHeight - 259);
    const { top, size } = await kea.page.evaluate(() => ({
      top: document.querySelector('dialog').getBoundingClientRect().top,
      size: Math.min(...[...document.querySelectorAll('dialog :is(textarea, input)')].map(each => parseFloat(getComputedStyle(each).fontSize))),
    }));
    assert.ok(top >= 0 && size >= 16, `it begins at ${top} px, and its smallest input has ${size} px`);
    await sound(kea, 'the composer above the keys');
    await shoot(kea, 'compose-keys');
    // Safari scrolls the page under its keys instead.
    await kea.page.evaluate(() => {
      Object.defineProperty(visualViewport, 'offsetTop', { configurable: true, get: () => 100 });
      visualViewport.dispatchEvent(new Event('scroll'));
    });
    await kea.page.waitForFunction(() => Math.abs(innerHeight - document.querySelector('dialog').getBoundingClientRect().bottom - 160) < 2);
    await close();
    await kea.page.setViewportSize({ width: 390, height: 844 });
  });

  test('says that it waits without a network, and that room is running out', async () => {
    await kea.cutOff();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await sheet().getByText('It waits in this browser').waitFor();
    await text().fill('a'.repeat(270));
    await sheet().getByText('10 characters left').waitFor({ state: 'attached' });
    await sound(kea, 'the composer without a network');
    await shoot(kea, 'compose-offline');
    await text().fill('a'.repeat(281));
    await sheet().getByText('It is too long.').waitFor({ state: 'attached' });
    assert.ok(await sheet().getByRole('button', { name: 'Leave', exact: true }).isDisabled());
    await text().fill('');
    await close();
    await kea.context.setOffline(false);
    await kea.live();
    kea.calm();
  });
});
