// The board as an app: what a browser asks of a page before it offers to install it, and a home screen's icons.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

describe('a home screen', () => {
  let browser;
  let server;
  let kea;

  before(async () => {
    browser = await launch();
    server = await Server.start();
    kea = await Person.member(browser, server, 'Kea');
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  test('a browser finds nothing that keeps the page from being installed', async () => {
    const cdp = await kea.context.newCDPSession(kea.page);
    const { errors, url } = await cdp.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.equal(url, `${server.ready.address}/manifest.webmanifest`);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    // The tests' browsers are private windows, in which nothing is installed.
    const other = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    assert.deepEqual(other, []);
  });

  test('each icon is a picture of the size that is told', async () => {
    const wrong = await kea.page.evaluate(async () => {
      const { icons } = await (await fetch('/manifest.webmanifest')).json();
      const apple = document.querySelector('link[rel="apple-touch-icon"]').getAttribute('href');
      const all = [...icons.filter(({ type }) => type === 'image/png'), { src: apple, sizes: '180x180', type: 'image/png' }];
      const wrong = [];
      for (const { src, sizes, type } of all) {
        const answer = await fetch(src);
        const { width, height } = await createImageBitmap(await answer.blob());
        if (answer.headers.get('content-type') !== type || `${width}x${height}` !== sizes) wrong.push(`${src}: ${width}x${height}`);
      }
      return all.length > 3 ? wrong : ['too few'];
    });
    assert.deepEqual(wrong, []);
  });
});
