// A second visit: the last screen stands there before any script has run, and nothing of it outlives what the board shows.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

/** Resolves once the screen that is kept of this board has these words, or has them no more. */
const keeps = (page, words, does = true) =>
  page.evaluate(
    async ([words, does]) => {
      const stored = async () => (await (await caches.match(location.href, { cacheName: 'screen' }))?.text()) ?? '';
      while ((await stored()).includes(words) !== does) await new Promise(requestAnimationFrame);
    },
    [words, does],
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

  test('nothing is kept of a circle that one was taken out of', async () => {
    await keeps(kea.page, 'Mended the gate');
    const host = await Person.host(browser, server);
    await host.hosts('People');
    await host.removes('Kea');
    await kea.page.getByText('You are not with this circle any more').first().waitFor();
    await keeps(kea.page, 'class=', false);
    await host.leave();
  });
});
