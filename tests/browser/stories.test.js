// Stories between people: told from what many left, live and without a network, read outside by a link, and taken along.
import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { check } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('stories', () => {
  const its = house();
  let kea;
  let tui;
  const dialog = who => who.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });
  const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const toStories = async who => {
    await who.page.goto(its.address);
    await who.live();
    await to(who, 'Together');
    await who.page.getByRole('link', { name: /^Stories/ }).click();
    await who.page.getByRole('heading', { name: 'Stories' }).waitFor();
  };
  const parts = who => dialog(who).locator('.tells > li');
  /** What the story on the page says, in its order. */
  const told = who => who.page.locator('.told article').locator('.words, blockquote, .gap').allInnerTexts();
  const waitTold = async (who, text) => who.page.locator('.told article').getByText(text).first().waitFor();

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    await kea.leaves('Dug a hole');
    await tui.sees('Dug a hole');
    await tui.leaves('Brought water');
    await its.host.sees('Brought water');
    await its.host.leaves('Sat by it');
    await kea.sees('Sat by it');
  });

  test('traces are picked, put in an order, and told with words between; all see the words as they stand', async () => {
    await toStories(kea);
    await kea.page.getByText('No story yet.').waitFor();
    await button(kea.page, 'Tell a story').click();
    await dialog(kea).getByRole('textbox', { name: 'Its title' }).fill('How the pond came');
    await button(dialog(kea), 'Add traces').click();
    for (const text of ['Sat by it', 'Brought water', 'Dug a hole'])
      await dialog(kea).getByRole('checkbox', { name: new RegExp(text) }).check();
    await check(kea.page);
    await button(dialog(kea), 'Add 3 traces').click();
    assert.deepEqual((await parts(kea).allInnerTexts()).map(text => /Dug a hole|Brought water|Sat by it/.exec(text)[0]), ['Dug a hole', 'Brought water', 'Sat by it']);
    // In another order, by buttons and by hand.
    await button(parts(kea).nth(2), 'Move up').click();
    const grip = async at => {
      const { x, y, width, height } = await parts(kea).nth(at).locator('.grip').boundingBox();
      return [x + width / 2, y + height / 2];
    };
    const [from, target] = [await grip(1), await grip(2)];
    await kea.page.mouse.move(...from);
    await kea.page.mouse.down();
    await kea.page.mouse.move(from[0], target[1], { steps: 8 });
    await kea.page.mouse.move(from[0], target[1] + 14, { steps: 4 });
    await kea.page.mouse.up();
    await parts(kea).nth(1).getByText('Brought water').waitFor();
    // Also before the first there is room.
    await parts(kea).nth(0).getByRole('button', { name: 'Write here' }).waitFor();
    await parts(kea).nth(1).getByRole('button', { name: 'Write here' }).click();
    await dialog(kea).getByRole('textbox', { name: 'Your words here' }).fill('Then it rained.');
    await check(kea.page);
    // What is begun stays, also behind a closed sheet and a page that is loaded anew.
    await kea.page.keyboard.press('Escape');
    await kea.page.reload();
    await button(kea.page, 'Go on with your story').click();
    assert.equal(await dialog(kea).getByRole('textbox', { name: 'Its title' }).inputValue(), 'How the pond came');
    await button(dialog(kea), 'Tell it').click();
    await kea.page.getByRole('heading', { name: 'How the pond came' }).waitFor();
    await waitTold(kea, 'Sat by it');
    assert.deepEqual(await told(kea), ['Dug a hole', 'Then it rained.', 'Brought water', 'Sat by it']);
    await kea.page.getByText('On its way').waitFor({ state: 'detached' });
    await check(kea.page);

    // It stands in the others' feed, and they read it.
    await tui.sees('How the pond came');
    await tui.page.getByRole('link', { name: 'Read the story' }).click();
    await waitTold(tui, 'Then it rained.');
    await tui.page.getByText(/With the words of Kea, you,? and /).waitFor();
    // What its author takes back leaves a gap, on the page that is open.
    const hand = await tui.tab(its.address);
    await hand.getByText('live', { exact: true }).waitFor();
    const own = hand.getByRole('listitem').filter({ hasText: 'Brought water' }).first();
    await own.getByRole('button', { name: 'More' }).click();
    await own.getByRole('button', { name: 'Take back', exact: true }).click();
    await hand.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click();
    for (const who of [tui, kea]) {
      await who.page.locator('.gap', { hasText: 'Taken back by its author' }).waitFor();
      assert.deepEqual(await told(who), ['Dug a hole', 'Then it rained.', 'Taken back by its author', 'Sat by it']);
      await check(who.page);
    }
    await hand.close();
    await tui.page.getByRole('button', { name: 'Build on', exact: true }).click();
    await tui.write('Swam in it');
    for (const who of [kea, tui]) who.calm();
  });

  test('a story is told anew by its author, and who reads it sees that', async () => {
    await kea.page.getByRole('button', { name: 'More' }).click();
    await button(kea.page, 'Tell it anew').click();
    await dialog(kea).getByRole('textbox', { name: 'Your words here' }).fill('Then it rained for days.');
    await button(dialog(kea), 'Tell it so').click();
    for (const who of [kea, tui]) await waitTold(who, 'Then it rained for days.');
    assert.equal(await tui.page.getByText('Then it rained.', { exact: true }).count(), 0);
  });

  test('a story of a trail is told offline, and sent later', async () => {
    await tui.page.goto(its.address);
    await tui.live();
    await tui.sees('Dug a hole');
    await tui.buildsOn('Dug a hole', 'Lined it with clay');
    await tui.sees('Lined it with clay');
    const seed = tui.page.getByRole('listitem').filter({ hasText: 'Dug a hole', hasNotText: 'Lined it' }).first();
    await seed.getByRole('link', { name: /grew from this/ }).click();
    await button(tui.page, 'Tell its story').waitFor();
    await tui.cutOff();
    await button(tui.page, 'Tell its story').click();
    await parts(tui).nth(1).waitFor();
    assert.equal(await parts(tui).count(), 2);
    await dialog(tui).getByRole('textbox', { name: 'Its title' }).fill('Clay');
    await button(dialog(tui), 'Tell it').click();
    await tui.page.getByText('On its way').waitFor();
    assert.deepEqual(await told(tui), ['Dug a hole', 'Lined it with clay']);
    await tui.context.setOffline(false);
    await tui.page.getByText('On its way').waitFor({ state: 'detached' });
    await toStories(kea);
    await kea.page.getByRole('link', { name: /Clay/ }).click();
    await waitTold(kea, 'Lined it with clay');
    tui.calm();
  });

  test('anyone with the link reads it without a session, until the link is revoked', async () => {
    await toStories(kea);
    await kea.page.getByRole('link', { name: /How the pond came/ }).click();
    await button(kea.page, 'Make a link').click();
    const link = await kea.page.getByRole('textbox', { name: 'It is shown only now.' }).inputValue();
    await check(kea.page);
    const stranger = await its.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await stranger.newPage();
    const complaints = [];
    page.on('console', message => complaints.push(message.text()));
    const answer = await page.goto(link);
    assert.equal(answer.status(), 200);
    await page.getByRole('heading', { name: 'How the pond came' }).waitFor();
    await page.getByText('taken back').waitFor();
    assert.match(await page.locator('footer').innerText(), /With the words of Kea and /);
    assert.equal((await stranger.cookies()).length, 0);
    assert.equal(await page.locator('body').evaluate(body => getComputedStyle(body).backgroundColor), 'rgb(246, 241, 231)', 'its own style is allowed');
    await stranger.close();
    const seeing = await its.browser.newContext();
    const seen = await seeing.newPage();
    await seen.goto(link);
    await check(seen);
    // Everyone in the circle sees that it is out.
    await tui.page.goto(kea.page.url());
    await tui.page.getByText('A link is out').waitFor();
    assert.equal(await button(tui.page, 'Take the link back').count(), 0);
    await button(kea.page, 'Take the link back').click();
    await button(dialog(kea), 'Take the link back').click();
    await button(kea.page, 'Make a link').waitFor();
    assert.equal((await seen.goto(link)).status(), 404);
    await seen.getByText('isn’t shown here').waitFor();
    await seeing.close();
    assert.deepEqual(complaints, []);
  });

  test('it is exported as one file that opens without a network', async () => {
    const coming = tui.page.waitForEvent('download');
    await tui.page.getByRole('link', { name: 'As a page (HTML)' }).click();
    const file = await (await coming).path();
    const text = await readFile(file, 'utf8');
    assert.ok(text.startsWith('<!doctype html>') && text.includes('Dug a hole') && !text.includes('Brought water'));
    const named = join(its.server.folder, 'pond.html');
    await copyFile(file, named);
    const away = await its.browser.newContext({ offline: true });
    const page = await away.newPage();
    const complaints = [];
    page.on('console', message => complaints.push(message.text()));
    await page.goto(pathToFileURL(named).href);
    await page.getByRole('heading', { name: 'How the pond came' }).waitFor();
    await page.locator('blockquote', { hasText: 'Dug a hole' }).waitFor();
    const serif = await page.locator('body').evaluate(body => getComputedStyle(body).fontFamily);
    assert.match(serif, /Palatino/, 'its own style counts, also from a disk');
    await check(page);
    assert.deepEqual(complaints, []);
    await away.close();
  });

  test('switched-off stories are hidden', async () => {
    const { host } = its;
    await tui.page.goto(`${its.address}stories`);
    await tui.page.getByRole('heading', { name: 'Stories' }).waitFor();
    await host.hosts('What it uses');
    const stories = host.page.getByRole('checkbox', { name: /^Stories/ });
    await stories.uncheck();
    await tui.page.getByText('switched that off').waitFor();
    await tui.page.goto(its.address);
    await tui.live();
    await tui.sees('How the pond came');
    assert.equal(await tui.page.getByText('Read the story').count(), 0);
    await tui.card('How the pond came').getByRole('button', { name: 'More' }).click();
    assert.equal(await tui.page.getByText('Put into a story').count(), 0);
    await to(tui, 'Together');
    await button(tui.page, 'Open a round').waitFor();
    assert.equal(await tui.page.getByRole('link', { name: /^Stories/ }).count(), 0);
    await stories.check();
    await tui.page.getByRole('link', { name: /^Stories/ }).waitFor();
    for (const who of [kea, tui]) {
      who.calm();
      await who.leave();
    }
  });
});
