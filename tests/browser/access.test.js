// Every view, in light and dark: no accessibility violation, and a look that a phone, a desk and a wall can hold.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { launch, Person } from './people.js';
import { stores } from './processes.js';

for (const colorScheme of ['light', 'dark']) {
  describe(`in ${colorScheme}`, () => {
    let browser;
    let board;
    let host;
    let kea;

    before(async () => {
      browser = await launch();
      board = await stores.embedded();
      host = await Person.host(browser, board.servers[0], { colorScheme });
      kea = await Person.member(browser, board.servers[0], 'Kea', { colorScheme });
      await kea.leaves('Swept the long room', 'bring the candles from the car');
      await host.sees('Swept the long room');
      await host.buildsOn('Swept the long room', 'Laid the carpet');
      await kea.sees('Laid the carpet');
      await kea.leaves('Washed the curtains');
      await host.sees('Washed the curtains');
    });

    after(async () => {
      await browser?.close();
      await board?.end();
    });

    test('the door', async () => {
      const newcomer = await Person.open(browser, board.servers[0].ready.invite_link, { colorScheme });
      await newcomer.page.getByLabel('Your name').waitFor();
      await sound(newcomer, 'join');
      await newcomer.leave();
      const stranger = await Person.open(browser, board.servers[0].ready.address, { colorScheme });
      await stranger.page.getByRole('heading', { level: 1 }).waitFor();
      await sound(stranger, 'the first page');
      await stranger.leave();
    });

    test('the board, its sheets and its trails', async () => {
      await sound(host, 'now');
      await host.card('Washed the curtains').getByRole('button', { name: 'More' }).click();
      await sound(host, 'a card’s menu');
      await host.page.getByRole('button', { name: 'Leave a trace' }).click();
      await sound(host, 'the composer');
      await host.page.keyboard.press('Escape');
      await host.page.getByRole('button', { name: /here$/ }).click();
      await sound(host, 'who is here');
      await host.page.keyboard.press('Escape');
      await host.page.getByRole('link', { name: 'Warm trails' }).click();
      await host.page.getByText('Laid the carpet').first().waitFor();
      await sound(host, 'warm trails');
      await host.page.getByText('Laid the carpet').first().click();
      await host.page.getByRole('button', { name: 'Build on this' }).waitFor();
      await sound(host, 'a trail');
    });

    test('the host’s page and one’s own', async () => {
      await host.page.goto(`${new URL(host.page.url()).origin}/c/${board.servers[0].ready.circle}/host`);
      await host.page.getByText(/open invite/).waitFor();
      await sound(host, 'host');
      await host.hosts('Invites');
      await host.page.getByText('The invite printed at the start').waitFor();
      await sound(host, 'invites');
      await host.page.getByRole('button', { name: 'Make an invite' }).click();
      await host.page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
      await sound(host, 'a new invite');
      await kea.page.getByRole('button', { name: 'You in this circle' }).click();
      await sound(kea, 'profile');
    });

    test('a menu isn’t covered by what floats over the page, and closes on a tap elsewhere', async () => {
      const page = kea.page;
      await page.keyboard.press('Escape');
      const menu = page.locator('.extras').filter({ visible: true });
      const more = at => page.getByRole('button', { name: 'More' }).filter({ visible: true }).nth(at);
      const opens = async at => {
        await more(at).click();
        await menu.getByRole('button').first().waitFor();
      };
      const shut = () => menu.waitFor({ state: 'detached' });
      const last = (await page.locator('[data-trace]').count()) - 1;
      await opens(last);
      const [bottom, top] = await page.evaluate(() =>
        ['.extras', '.leave'].map(each => document.querySelector(each).getBoundingClientRect()[each === '.leave' ? 'top' : 'bottom']),
      );
      assert.ok(bottom <= top, `the menu ends at ${bottom}, the button begins at ${top}`);
      await page.keyboard.press('Escape');
      await shut();
      assert.equal(await more(last).evaluate(button => button === document.activeElement), true, 'the focus is where it was');
      await opens(last - 1);
      await opens(last);
      assert.equal(await menu.count(), 1, 'one menu at a time');
      await page.getByRole('heading', { level: 1 }).click();
      await shut();
      await opens(0);
      await page.getByRole('link', { name: 'Warm trails', exact: true }).click();
      await page.getByRole('link', { name: 'Now', exact: true }).click();
      await shut();
    });

    test('at every size the page is as wide as its window', async () => {
      for (const [width, height] of [[320, 568], [390, 844], [1280, 800], [1920, 1080]]) {
        await kea.page.setViewportSize({ width, height });
        const over = await kea.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} pixels wider than ${width}`);
      }
    });
  });
}
