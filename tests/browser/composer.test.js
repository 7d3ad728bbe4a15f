// Where a trace is written: what waits can be changed and taken back, each trace has a draft of its own, and cards are woven by a tap.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';
import { Network } from './network.js';

describe('what waits', () => {
  const its = house();
  let network;
  let kea;
  before(async () => {
    network = await Network.before(its.server);
    kea = await Person.member(its.browser, network, 'Kea', { hasTouch: true });
  });
  after(async () => {
    await kea?.leave();
    await network?.end();
  });
  const sheet = () => kea.page.getByRole('dialog');
  const text = () => sheet().getByRole('textbox', { name: 'What did you do?' });
  const online = async () => {
    await kea.context.setOffline(false);
    await kea.live();
  };
  const save = async () => {
    await sheet().getByRole('button', { name: 'Save' }).click();
    await sheet().waitFor({ state: 'detached' });
  };
  const takeBack = async words => {
    await kea.card(words).getByRole('button', { name: 'Take back' }).click();
    await sheet().getByRole('button', { name: 'Take back' }).click();
    await kea.doesNotSee(words);
  };

  test('is changed with all that it holds, and goes out once, as it was changed', async () => {
    await its.host.leaves('Swept the long room');
    await kea.sees('Swept the long room');
    await kea.cutOff();
    await kea.buildsOn('Swept the long room', 'Laid the carpet');
    await kea.card('Laid the carpet').getByRole('button', { name: 'Edit' }).click();
    assert.equal(await text().inputValue(), 'Laid the carpet');
    await sheet().locator('.on').getByText('Swept the long room').waitFor();
    await text().fill('Laid the carpet and forty cushions');
    await sheet().getByRole('button', { name: 'Someone could…' }).click();
    await sheet().getByRole('textbox', { name: 'Someone could' }).fill('bring the candles');
    await sound(kea, 'what waits, in the composer');
    await save();
    await kea.card('forty cushions').getByText('waiting', { exact: true }).waitFor();
    await shoot(kea, 'compose-waits');
    await sound(kea, 'a trace that waits');
    await online();
    await kea.sees('forty cushions');
    await its.host.sees('Laid the carpet and forty cushions');
    const card = its.host.card('forty cushions');
    await card.getByText('bring the candles').waitFor();
    await card.getByText('Swept the long room').waitFor();
    assert.equal(await card.getByText('reworded').count(), 0);
    assert.deepEqual((await its.host.cards()).filter(each => each.startsWith('Laid')), ['Laid the carpet and forty cushions']);
  });

  test('is taken back, and nobody ever sees it', async () => {
    await kea.cutOff();
    await kea.leaves('Nothing that anybody sees');
    await takeBack('Nothing that anybody sees');
    await kea.leaves('Something that all see');
    await online();
    await its.host.sees('Something that all see');
    await kea.sees('Something that all see');
    for (const each of [kea, its.host]) assert.ok(!(await each.cards()).includes('Nothing that anybody sees'));
  });

  test('is reworded after it where the answer is held back', async () => {
    network.hold();
    await kea.leaves('Sent, and not answered');
    await its.host.sees('Sent, and not answered');
    await kea.card('Sent, and not answered').getByRole('button', { name: 'Edit' }).click();
    await sheet().getByText('This is on its way').waitFor();
    await text().fill('Sent, and changed on its way');
    await save();
    await kea.card('Sent, and changed on its way').waitFor();
    network.release();
    await its.host.sees('Sent, and changed on its way');
    await kea.sees('Sent, and changed on its way');
    for (const each of [kea, its.host])
      assert.deepEqual((await each.cards()).filter(each => each.startsWith('Sent')), ['Sent, and changed on its way']);
  });

  test('is withdrawn after it where the answer is held back', async () => {
    network.hold();
    await kea.leaves('Taken back on its way');
    await its.host.sees('Taken back on its way');
    await takeBack('Taken back on its way');
    network.release();
    await its.host.doesNotSee('Taken back on its way');
    assert.ok(!(await kea.cards()).includes('Taken back on its way'));
    kea.calm();
  });

  test('leaves nothing behind that nobody built on, and a quiet line where somebody did', async () => {
    await kea.leaves('Nobody builds on this');
    await kea.leaves('Somebody builds on this');
    await its.host.sees('Somebody builds on this');
    await its.host.buildsOn('Somebody builds on this', 'Built by the host');
    await kea.sees('Built by the host');
    await kea.sees('Nobody builds on this');
    await kea.does('Nobody builds on this', 'Take back', true);
    // The newer card quotes it.
    const own = kea.page.locator('[data-trace]').filter({ has: kea.page.locator('.say', { hasText: 'Somebody builds on this' }) });
    await own.getByRole('button', { name: 'More' }).click();
    await own.getByRole('button', { name: 'Take back' }).click();
    await sheet().getByRole('button', { name: 'Take back' }).click();
    for (const each of [kea, its.host]) {
      await each.doesNotSee('Nobody builds on this');
      await each.page.locator('.say', { hasText: 'Somebody builds on this' }).waitFor({ state: 'detached' });
      await each.page.getByText('Taken back by its author.').waitFor();
      assert.equal(await each.page.getByText('Taken back by its author.').count(), 1);
      await each.page.locator('.withdrawn').getByRole('link', { name: '1 grew from this' }).waitFor();
      await sound(each, 'after taking back');
    }
    await shoot(kea, 'compose-taken-back');
  });
});

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
