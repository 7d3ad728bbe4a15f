// A second visit: the last screen stands there before any script has run, and nothing of it outlives what the board shows.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, PATIENCE_MS, Person } from './people.js';
import { Server } from './processes.js';

/** Resolves once the screen that is kept of this board has these words, or has them no more. */
const keeps = (page, words, does = true) =>
  page.evaluate(
    async ([words, does, patience_ms]) => {
      const stored = async () => (await (await caches.match(location.href, { cacheName: 'screen' }))?.text()) ?? '';
      const late_ms = performance.now() + patience_ms;
      while ((await stored()).includes(words) !== does) {
        if (performance.now() > late_ms) throw new Error(`the screen that is kept ${does ? 'lacks' : 'has'} "${words}"`);
        await new Promise(requestAnimationFrame);
      }
    },
    [words, does, PATIENCE_MS],
  );

/** Notes what a first frame shows before a script has drawn the board, and where. */
const watch = () => {
  globalThis.seen = {};
  const look = () => {
    const card = document.querySelector('body > .last .card');
    if (card && !document.querySelector('[data-trace]')) {
      const { top, height } = card.getBoundingClientRect();
      seen.last ??= { text: card.textContent, top, height, state: document.querySelector('body > .last .state').textContent };
    } else if (!document.querySelector('[data-trace]')) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

describe('a second visit', () => {
  let browser;
  let server;
  let kea;
  let tui;

  /** The board again, in a new tab. */
  const again = async () => {
    const address = kea.page.url();
    await kea.page.close();
    kea.page = await kea.tab('about:blank');
    await kea.page.goto(address);
    await kea.live();
  };
  const seen = () => kea.page.evaluate(() => globalThis.seen);

  before(async () => {
    browser = await launch();
    server = await Server.start();
    kea = await Person.member(browser, server, 'Kea');
    tui = await Person.member(browser, server, 'Tui');
    await kea.context.addInitScript(watch);
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  test('the last screen stands there first, where the board then is', async () => {
    await tui.leaves('Mended the gate of the garden');
    await kea.sees('Mended the gate of the garden');
    await kea.kept();
    await keeps(kea.page, 'Mended the gate');
    await again();
    await kea.page.locator('.last').waitFor({ state: 'detached' });
    const { last } = await seen();
    assert.ok(last, 'it stood there before the board');
    assert.match(last.text, /Mended the gate of the garden/);
    assert.match(last.state, /catching up/);
    const { y, height } = await kea.card('Mended the gate').boundingBox();
    assert.ok(Math.abs(y - last.top) <= 1 && Math.abs(height - last.height) <= 1, `${JSON.stringify(last)}, then ${y} and ${height}`);
    kea.calm();
  });

  test('whoever reloads gets the page from the server', async () => {
    await keeps(kea.page, 'Mended the gate');
    await kea.page.reload();
    await kea.sees('Mended the gate of the garden');
    assert.equal((await seen()).last, undefined);
  });

  test('words that were taken back are not kept', async () => {
    await tui.leaves('Said too much');
    await kea.sees('Said too much');
    await keeps(kea.page, 'Said too much');
    await tui.does('Said too much', 'Take back', true);
    await kea.doesNotSee('Said too much');
    await keeps(kea.page, 'Said too much', false);
  });

  test('words that were taken back go while others arrive without a pause, and where nothing can be written', async () => {
    const arrives = async until => {
      for (let number = 0; !until.done; number += 1) {
        await tui.leaves(`Carried chair ${number}`);
        await tui.sees(`Carried chair ${number}`);
      }
    };
    for (const full of [false, true]) {
      const words = full ? 'Said with no room' : 'Said in a hurry';
      await tui.leaves(words);
      await kea.sees(words);
      await keeps(kea.page, words);
      const cdp = await kea.context.newCDPSession(kea.page);
      const { origin } = new URL(kea.page.url());
      if (full) await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
      await tui.does(words, 'Take back', true);
      await kea.doesNotSee(words);
      const until = { done: false };
      const arriving = full ? undefined : arrives(until);
      await keeps(kea.page, words, false);
      until.done = true;
      await arriving;
      await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    }
  });

  test('signing out deletes it, also on a page that the worker did not begin', async () => {
    const moss = await Person.member(browser, server, 'Moss');
    await tui.leaves('Rang the bell');
    await moss.sees('Rang the bell');
    await moss.kept();
    await keeps(moss.page, 'Rang the bell');
    const cdp = await moss.context.newCDPSession(moss.page);
    await cdp.send('Page.reload', { ignoreCache: true });
    await moss.page.waitForFunction(() => !navigator.serviceWorker.controller);
    await moss.live();
    await moss.page.getByRole('button', { name: 'You in this circle' }).click();
    await moss.page.getByRole('button', { name: 'Sign out' }).click();
    await moss.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await keeps(moss.page, 'class=', false);
    await moss.leave();
  });

  test('nothing is kept of a circle that one was taken out of', async () => {
    await keeps(kea.page, 'class=');
    const host = await Person.host(browser, server);
    await host.hosts('People');
    await host.removes('Kea');
    await kea.page.getByText('You are not with this circle any more').first().waitFor();
    await keeps(kea.page, 'class=', false);
    await host.leave();
  });
});
