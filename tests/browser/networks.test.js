// Networks that let no websocket through, or break it: the page goes on by requests, and says honestly how it is connected.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person, PATIENCE_MS } from './people.js';
import { Network } from './network.js';
import { Server } from './processes.js';

/** How long a person may wait for a trace where a websocket leads nowhere. */
const WITHIN_MS = 25_000;
/** A line that swallows every word without closing is found within so long. */
const HALF_OPEN_MS = 20_000;

describe('a network', () => {
  let browser;
  let server;
  let network;
  let host;
  let kea;

  before(async () => {
    browser = await launch();
    server = await Server.start();
    host = await Person.host(browser, server);
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** Kea comes in through a network of her own, that does so to websockets. */
  const comes = async (t, upgrade) => {
    network = await Network.before(server);
    network.upgrade = upgrade;
    kea = await Person.member(browser, network, `Kea, ${upgrade}`);
    // What a proxy answers in JSON's place is the network's, and so is what it breaks.
    t.after(async () => {
      await kea.leave();
      await network.end();
    });
  };

  const within = async (ms, what) => {
    const began = performance.now();
    await what();
    const took = performance.now() - began;
    assert.ok(took <= ms, `it took ${Math.round(took)} ms, not ${ms}`);
  };

  const word = () => kea.page.locator('.state [role=status]').first().textContent();

  const until = async (what, why) => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await what())) {
      assert.ok(Date.now() < deadline, why);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  for (const [upgrade, does] of [
    ['refuse', 'refuses websockets'],
    ['html', 'answers a websocket with a page of its own'],
    ['hang', 'never answers a websocket'],
    ['break', 'breaks every websocket after a moment'],
  ]) {
    test(`that ${does} is one where traces come and go all the same`, async t => {
      await comes(t, upgrade);
      await within(WITHIN_MS, async () => {
        await kea.leaves(`Out through a network: ${upgrade}`);
        await host.leaves(`In through a network: ${upgrade}`);
        await kea.sees(`In through a network: ${upgrade}`);
        await host.sees(`Out through a network: ${upgrade}`);
        await kea.sees(`Out through a network: ${upgrade}`);
      });
      await until(() => network.polls > 0, 'the page never asked by requests');
      await kea.live();
      assert.equal((await kea.cards()).filter(text => text.endsWith(`through a network: ${upgrade}`)).length, 2);
      // A poll that waits brings a trace at once, and one's own goes out beside it.
      await host.leaves(`By a poll: ${upgrade}`);
      await kea.sees(`By a poll: ${upgrade}`);
      assert.equal(await word(), 'live');
      kea.calm();
    });
  }

  test('that lets websockets through again gets one, and the polls end', async t => {
    await comes(t, 'refuse');
    await until(() => network.polls > 0, 'the page never asked by requests');
    network.upgrade = 'pass';
    const { tries } = network;
    // The browser says that it is on a network: no need to wait for the next minute.
    await kea.page.evaluate(() => dispatchEvent(new Event('online')));
    await until(() => network.tries > tries && network.sockets.size === 1 && network.polls === 0, 'the socket was not taken');
    assert.equal(await word(), 'live');
    await host.leaves('By the socket again');
    await kea.sees('By the socket again');
    await kea.leaves('And out by it');
    await host.sees('And out by it');
    assert.equal((await kea.cards()).filter(text => text === 'By the socket again').length, 1);
    kea.calm();
  });

  test('whose proxy answers for a restarting server changes only the shown state', async t => {
    await comes(t, 'pass');
    await kea.leaves('Before the restart');
    await kea.sees('Before the restart');
    await kea.page.evaluate(() => {
      globalThis.same = true;
    });
    const shown = await kea.cards();
    const address = kea.page.url();
    await server.kill();
    await kea.page.getByText('offline').first().waitFor();
    // Its page was answered to a websocket and to requests by now.
    await until(() => network.answered > 2, 'nothing was asked while the server was gone');
    assert.deepEqual(await kea.cards(), shown);
    await kea.leaves('Written meanwhile');
    await server.restart();
    await kea.live();
    await kea.sees('Written meanwhile');
    await host.sees('Written meanwhile');
    assert.equal(await kea.page.evaluate(() => globalThis.same), true, 'the page was loaded anew');
    assert.equal(kea.page.url(), address);
    assert.equal((await kea.cards()).filter(text => text === 'Written meanwhile').length, 1);
    kea.calm();
  });

  test('that swallows both directions without closing is found out', async t => {
    await comes(t, 'pass');
    await host.leaves('Before the line went deaf');
    await kea.sees('Before the line went deaf');
    const { tries } = network;
    network.goDeaf();
    await host.leaves('While it was deaf');
    await within(HALF_OPEN_MS, () => until(() => network.tries > tries, 'the page did not try anew'));
    await kea.sees('While it was deaf');
    await kea.live();
    kea.calm();
  });
});
