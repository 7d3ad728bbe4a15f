// Ways back: from sleep, to a store that lost its end, and browsers that offer less than others.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from './people.js';
import { Redis, Server } from './processes.js';

/** How often these words stand on a page. */
const times = async (person, words) => (await person.cards()).filter(text => text === words).length;

describe('a page that comes back', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test('from a sleep, during which the server restarted, has everything once', async t => {
    const server = await Server.start();
    t.after(() => server.end());
    const kea = await Person.member(browser, server, 'Kea');
    const tui = await Person.member(browser, server, 'Tui');
    const lifecycle = await kea.context.newCDPSession(kea.page);
    await lifecycle.send('Page.setWebLifecycleState', { state: 'frozen' });
    await tui.leaves('While the other slept');
    await tui.sees('While the other slept');
    await server.kill();
    await server.restart();
    await tui.live();
    await tui.leaves('After the restart');
    await tui.sees('After the restart');
    await lifecycle.send('Page.setWebLifecycleState', { state: 'active' });
    await kea.sees('While the other slept');
    await kea.sees('After the restart');
    await kea.live();
    assert.equal(await times(kea, 'While the other slept'), 1);
    assert.equal(await times(kea, 'After the restart'), 1);
    await kea.leave();
    await tui.leave();
  });

  test('to a store that lost its newest entries sends its lost traces again', async t => {
    const redis = await Redis.start();
    t.after(() => redis.end());
    const servers = [];
    for (const _ of ['one', 'two']) {
      const server = await Server.start(['--redis', redis.url]);
      t.after(() => server.end());
      servers.push(server);
    }
    const kea = await Person.member(browser, servers[0], 'Kea');
    const tui = await Person.member(browser, servers[1], 'Tui');
    await kea.leaves('Before the copy');
    await tui.sees('Before the copy');
    const copy = await redis.backUp();
    await kea.leaves('Lost with the disk');
    await tui.sees('Lost with the disk');
    await redis.fallBackTo(copy);
    // The author's page still has it, and a newcomer's can only have it from the store.
    await kea.sees('Lost with the disk');
    const invite = await Person.member(browser, servers[1], 'Fern');
    await invite.sees('Lost with the disk');
    await invite.sees('Before the copy');
    await tui.sees('Lost with the disk');
    for (const person of [kea, tui, invite]) {
      assert.equal(await times(person, 'Lost with the disk'), 1);
      await person.live();
      await person.leave();
    }
  });
});

describe('a browser that offers less', () => {
  test('on plain http by a host name, as in a LAN, has all functions', async t => {
    const server = await Server.start();
    t.after(() => server.end());
    // A name makes the page's origin one that the browser calls insecure, where a loopback address is not.
    const browser = await launch('--host-resolver-rules=MAP board.test 127.0.0.1');
    t.after(() => browser.close());
    const by_name = link => link.replace('127.0.0.1', 'board.test');
    const ready = { ...server.ready, invite_link: by_name(server.ready.invite_link) };
    const kea = await Person.member(browser, { ready }, 'Kea');
    assert.equal(await kea.page.evaluate(() => isSecureContext), false);
    const tui = await Person.member(browser, server, 'Tui');
    await kea.leaves('By the name');
    await tui.sees('By the name');
    await kea.context.setOffline(true);
    await kea.page.getByText('offline').first().waitFor();
    await kea.leaves('Written offline');
    await kea.page.getByText(/1 waiting/).waitFor();
    await kea.context.setOffline(false);
    await tui.sees('Written offline');
    await kea.page.reload();
    await kea.sees('Written offline');
    assert.equal(await times(kea, 'Written offline'), 1);
    kea.calm();
  });

  test('and stores nothing, says so while something is unsent', async t => {
    const server = await Server.start();
    t.after(() => server.end());
    const browser = await launch();
    t.after(() => browser.close());
    const kea = await Person.open(browser, 'about:blank');
    await kea.context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await kea.page.goto(server.ready.invite_link);
    await kea.joins('Kea');
    await kea.context.setOffline(true);
    await kea.page.getByText('offline').first().waitFor();
    await kea.leaves('Kept nowhere');
    await kea.page.getByText('This browser keeps nothing').waitFor();
    await kea.context.setOffline(false);
    await kea.page.getByText('This browser keeps nothing').waitFor({ state: 'detached' });
    await kea.live();
    const tui = await Person.member(browser, server, 'Tui');
    await tui.sees('Kept nowhere');
    kea.calm();
  });
});
