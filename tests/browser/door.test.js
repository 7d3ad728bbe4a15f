// Ways in: a reload without a network, links, a session that is gone, and being let back.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';
import { Server } from './processes.js';

describe('the way in', () => {
  const its = house();

  test('names that look alike, or like a word of the page, have numbers on every page', async t => {
    const kea = await Person.member(its.browser, its.server, 'Moa');
    // Cyrillic letters that look the same.
    const other = await Person.member(its.browser, its.server, '\u041c\u043e\u0430');
    const you = await Person.member(its.browser, its.server, 'You');
    t.after(() => Promise.all([kea.leave(), other.leave(), you.leave()]));
    await kea.leaves('By the first');
    await other.leaves('By the other');
    await you.leaves('By nobody else');
    for (const [text, name] of [['By the other', '\u041c\u043e\u0430 (2)'], ['By nobody else', 'You (2)']]) {
      for (const page of [kea, its.host]) {
        await page.sees(text);
        assert.equal(await page.card(text).locator('.who > span').textContent(), name);
      }
    }
    assert.equal(await you.card('By nobody else').locator('.who > span').textContent(), 'You');
    await other.sees('By the first');
    assert.equal(await other.card('By the first').locator('.who > span').textContent(), 'Moa');
    await kea.page.reload();
    await kea.live();
    assert.equal(await kea.card('By the other').locator('.who > span').textContent(), '\u041c\u043e\u0430 (2)');
  });

  test('a link that a reply broke is pasted and opens its door, and one that is followed after another is looked at anew', async t => {
    const weka = await Person.open(its.browser, new URL('/', its.address).href);
    t.after(() => weka.leave());
    const link = its.server.ready.invite_link;
    const field = weka.page.getByLabel('Your link');
    await field.evaluate((each, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      each.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, `Come in: ${link.slice(0, -9)}\r\n> ${link.slice(-9)} .`);
    await weka.page.getByRole('button', { name: 'Open it' }).click();
    await weka.page.getByLabel('Your name').waitFor();
    await weka.page.goto(link.slice(0, -9));
    await weka.page.getByText('No way in here').waitFor();
    assert.equal(await weka.page.getByLabel('Your name').count(), 0);
    weka.calm();
  });

  test('a link to a trace that was followed before coming in is kept until one is in', async t => {
    await its.host.leaves('Oiled the hinges');
    await its.host.sees('Oiled the hinges');
    const trace = await its.host.card('Oiled the hinges').getAttribute('data-trace');
    const place = `/c/${its.server.ready.circle}/trail/${trace}`;
    const titi = await Person.open(its.browser, new URL(place, its.address).href);
    t.after(() => titi.leave());
    await titi.page.getByLabel('Your link').fill(its.server.ready.invite_link);
    await titi.page.getByRole('button', { name: 'Open it' }).click();
    await titi.joins('Titi');
    await titi.page.getByRole('button', { name: 'Build on this' }).waitFor();
    assert.equal(new URL(titi.page.url()).pathname, place);
    await titi.page.getByRole('main').getByText('Oiled the hinges').waitFor();
    // Once: the next time they come in, the board is what they see.
    assert.equal(await titi.page.evaluate(circle => localStorage.getItem(`wanted ${circle}`), its.server.ready.circle), null);
    titi.calm();
  });

  test('a reload without a network opens the board as it was', async () => {
    const kea = await Person.member(its.browser, its.server, 'Ruru');
    await kea.leaves('Read in the train');
    await its.host.sees('Read in the train');
    await kea.sees('Read in the train');
    await kea.kept();
    await kea.context.setOffline(true);
    await kea.page.reload();
    await kea.card('Read in the train').waitFor();
    await kea.leaves('Written in the train');
    await kea.context.setOffline(false);
    await its.host.sees('Written in the train');
    await kea.leave();
  });

  test('a reload opens the board while a proxy has no server behind it', async () => {
    const own = await Server.start();
    const kea = await Person.member(its.browser, own, 'Ruru');
    await kea.leaves('Behind the proxy');
    await kea.sees('Behind the proxy');
    await kea.kept();
    await own.kill();
    const proxy = createServer((_, answer) => answer.writeHead(502).end('Bad Gateway'));
    await new Promise(resolve => proxy.listen(Number(new URL(own.ready.address).port), '127.0.0.1', resolve));
    await kea.page.reload();
    await kea.card('Behind the proxy').waitFor();
    await kea.leave();
    await new Promise(resolve => proxy.close(resolve));
    await own.end();
  });

  test('an invite can be used when the session has ended and a picture of the board is stored', async () => {
    const kea = await Person.member(its.browser, its.server, 'Weka');
    await kea.leaves('Before the session was lost');
    await its.host.sees('Before the session was lost');
    await kea.page.goto('about:blank');
    await kea.context.clearCookies();
    // The server answers only once the picture stands there.
    let show;
    const shown = new Promise(resolve => {
      show = resolve;
    });
    await kea.context.route(/\/(snapshot|states)(\?|$)/, route => shown.then(() => route.continue()));
    await kea.page.goto(its.server.ready.invite_link);
    await kea.page.locator('[data-trace]').getByText('Before the session was lost').waitFor();
    show();
    await kea.page.getByLabel('Your name').fill('Weka again');
    await kea.page.getByRole('button', { name: /^Join/ }).click();
    await kea.live();
    kea.calm();
    await kea.leave();
  });

  test('a link in a signed-in browser says as whom, and asks; it can be ignored', async () => {
    const kea = await Person.member(its.browser, its.server, 'Hihi');
    await kea.page.goto(its.server.ready.invite_link);
    await kea.page.getByText('You are signed in here as Hihi.').waitFor();
    await kea.page.getByRole('button', { name: 'Go to the board' }).click();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).waitFor();
    assert.equal(new URL(kea.page.url()).hash, '');
    await kea.page.goto('about:blank');
    await kea.page.goto(its.server.ready.host_link);
    await kea.page.getByRole('button', { name: 'Come in' }).waitFor();
    await kea.page.getByRole('button', { name: 'Go to the board' }).click();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).waitFor();
    assert.equal(await kea.page.getByRole('link', { name: 'Host' }).count(), 0);
    await kea.page.goto('about:blank');
    await kea.page.goto(`${its.address}#invite=${'x'.repeat(32)}`);
    await kea.page.getByRole('heading', { name: 'No way in here' }).waitFor();
    await kea.page.getByRole('button', { name: 'Go to the board' }).click();
    await kea.live();
    kea.calm();
    await kea.leave();
  });

  test('an open page whose session ended says so, and doesn’t say offline', async () => {
    const kea = await Person.member(its.browser, its.server, 'Pukeko');
    await kea.leaves('While the session held');
    await kea.sees('While the session held');
    await kea.cutOff();
    await kea.context.clearCookies();
    await kea.context.setOffline(false);
    await kea.page.getByText('You are not signed in here').waitFor();
    await kea.leave();
  });

  test('a removed member who is let back can open the board from the page that told them', async () => {
    const kea = await Person.member(its.browser, its.server, 'Tara');
    await its.host.page.goto(`${its.address}host/people`);
    await its.host.removes('Tara');
    await kea.page.getByText('You are not with this circle any more').first().waitFor();
    const sheet = await its.host.about('Tara');
    await sheet.getByRole('button', { name: /^Let back/ }).click();
    await sheet.getByRole('button', { name: /^Remove/ }).waitFor();
    await its.host.page.keyboard.press('Escape');
    await kea.page.getByRole('link', { name: 'Try again' }).click();
    await kea.live();
    await kea.leave();
  });
});
