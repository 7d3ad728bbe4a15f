// Coming back: what is seen first after a silence, the place that was left, and resting.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { post, shoot, sound } from './eyes.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe('coming back', () => {
  let browser;
  let server;
  let host;
  before(async () => {
    browser = await launch();
    server = await Server.start(undefined, ['--posts-burst', '10000']);
    host = await Person.host(browser, server);
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** A member who reads a card in the middle of the board and looks away; answers where it stood. */
  async function leftReading(name, card) {
    const kea = await Person.member(browser, server, name);
    await kea.leaves(`${name} planted the beans`);
    await kea.sees(`${name} planted the beans`);
    await post(kea, Array.from({ length: 24 }, (_, index) => ({ type: 'leave', text: `${name} carried chair ${index + 1} up the stairs` })));
    await kea.sees(`${name} carried chair 24 up`);
    // What comes into view takes its own height and moves what is below: the card is read once it stands where it was brought to.
    await kea.card(card).evaluate(async each => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let still = 0; still < 20; still += 1) {
        const off = each.getBoundingClientRect().top - 200;
        if (Math.abs(off) >= 1) still = 0;
        scrollBy(0, off);
        await frame();
      }
    });
    const top = () => kea.card(card).evaluate(each => each.getBoundingClientRect().top);
    await kea.page.waitForFunction(() => scrollY > 200);
    // The worker keeps the page for a time without a network.
    await kea.kept();
    const stood = await top();
    await kea.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await kea.page.goto('about:blank');
    return { kea, top, stood };
  }

  /** The same browser, so much later, at the board's address. */
  async function returns(kea, silence_ms, { forgets = false, offline = false } = {}) {
    await kea.page.goto(`${server.ready.address}/healthz`);
    await kea.page.evaluate(
      ([silence_ms]) => {
        const key = Object.keys(localStorage).find(key => key.startsWith('seen '));
        const visit = JSON.parse(localStorage.getItem(key));
        localStorage.setItem(key, JSON.stringify({ ...visit, at_ms: visit.at_ms - silence_ms }));
      },
      [silence_ms],
    );
    if (forgets)
      await kea.page.evaluate(async () => {
        for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
      });
    await kea.context.setOffline(offline);
    await kea.page.goto(`${server.ready.address}/c/${server.ready.circle}/`);
    if (!offline) await kea.live();
  }

  const settled = async (kea, top, stood) => {
    await kea.page.waitForFunction(() => scrollY > 0);
    let [before, now] = [Number.NaN, await top()];
    while (before !== now) [before, now] = [now, await new Promise(resolve => setTimeout(resolve, 250)).then(top)];
    assert.ok(Math.abs(now - stood) <= 2, `${now} where it stood at ${stood}`);
  };

  test('begins with what grew, what is warm and who is new, and then the board where it was left', async () => {
    const { kea, top, stood } = await leftReading('Kea', 'Kea carried chair 9 up');
    await host.sees('Kea planted the beans');
    await host.buildsOn('Kea planted the beans', 'Watered them every evening, and put a net over the young ones');
    const fern = await Person.member(browser, server, 'Fern');
    await post(fern, Array.from({ length: 20 }, (_, index) => ({ type: 'leave', text: `Fern painted board ${index} of the fence` })));
    await returns(kea, 20 * DAY_MS);
    const { page } = kea;
    const grew = page.getByRole('region', { name: 'Grew from yours' });
    await grew.getByText('Watered them every evening').waitFor();
    assert.match(await grew.textContent(), /Host.*Watered them every evening.*on your “Kea planted the beans”/);
    await page.getByRole('region', { name: 'Warm now' }).getByText('Kea planted the beans').waitFor();
    await page.getByRole('region', { name: 'New here' }).getByText('Fern').waitFor();
    const said = await page.getByRole('main').filter({ visible: true }).innerText();
    const order = ['Grew from yours', 'Warm now', 'New here', 'You were reading'].map(words => said.indexOf(words));
    assert.deepEqual(order, order.toSorted((a, b) => a - b), said);
    assert.doesNotMatch(said, /\b(day|days|hour|hours|week|weeks|minutes?|ago|away|missed|while)\b/i, 'nothing says for how long');
    await sound(kea);
    await shoot(kea, 'return');
    await page.getByRole('button', { name: 'Go on from here' }).click();
    await settled(kea, top, stood);
    await page.getByRole('button', { name: /^[0-9]+ new/ }).waitFor();
    await sound(kea);
    // Its trail is looked at and left again: the board is no first screen any more.
    await page.reload();
    await kea.live();
    await kea.card('Kea carried chair 24 up').waitFor();
    await kea.leave();
    await fern.leave();
  });

  test('finds the card that was read, after many new traces and without a stored picture', async () => {
    const { kea, top, stood } = await leftReading('Tui', 'Tui carried chair 12 up');
    await post(host, Array.from({ length: 240 }, (_, index) => ({ type: 'leave', text: `Host stacked log ${index}` })));
    await host.sees('Host stacked log 239');
    await host.buildsOn('Host stacked log 239', 'And covered them');
    await returns(kea, 20 * DAY_MS, { forgets: true });
    await kea.page.getByRole('button', { name: 'Go on from here' }).click();
    await settled(kea, top, stood);
    await sound(kea);
    await kea.leave();
  });

  test('without a network begins with what the browser kept', async () => {
    const { kea, top, stood } = await leftReading('Weka', 'Weka carried chair 7 up');
    await returns(kea, 2 * HOUR_MS, { offline: true });
    await kea.page.getByRole('button', { name: 'Go on from here' }).click();
    await settled(kea, top, stood);
    await kea.leave();
  });
});

describe('resting', () => {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await Server.start();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  test('shows on one’s face for everybody, and ends with what one does', async () => {
    const host = await Person.host(browser, server);
    const kea = await Person.member(browser, server, 'Kea');
    await host.leaves('Lit the stove');
    await kea.leaves('Brought wood');
    await kea.sees('Lit the stove');
    await host.sees('Brought wood');
    const mark = host.card('Brought wood').locator('.who .disc.rests');
    assert.equal(await mark.count(), 0);
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await shoot(kea, 'profile');
    await kea.page.getByRole('button', { name: 'Rest for a while' }).click();
    await kea.page.getByText('You are resting.').waitFor();
    await sound(kea);
    await kea.page.keyboard.press('Escape');
    await mark.waitFor();
    await host.card('Brought wood').locator('.who').getByText('resting').waitFor({ state: 'attached' });
    await shoot(host, 'resting');
    await sound(host);
    await host.page.getByRole('button', { name: /here$/ }).click();
    await host.page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Kea' }).getByText('resting').waitFor();
    await shoot(host, 'here');
    await host.page.keyboard.press('Escape');
    await kea.card('Lit the stove').getByRole('button', { name: 'Warm', exact: true }).click();
    await mark.waitFor({ state: 'detached' });
    // Without a network one's own face shows it at once, and the others' pages once it went out.
    await kea.cutOff();
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await kea.page.getByRole('button', { name: 'Rest for a while' }).click();
    await kea.page.getByText('You are resting.').waitFor();
    await kea.page.keyboard.press('Escape');
    await kea.page.locator('.me .disc.rests').waitFor();
    await kea.context.setOffline(false);
    await mark.waitFor();
    await kea.leaves('Swept the ashes');
    await mark.waitFor({ state: 'detached' });
    await kea.page.locator('.me .disc.rests').waitFor({ state: 'detached' });
    kea.calm();
    host.calm();
  });
});
