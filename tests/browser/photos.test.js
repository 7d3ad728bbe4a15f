// Photos: picked, shrunk, queued without a network, shown calmly to whoever may see them, and gone with their trace.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { composes, jpeg, leavesWith } from './camera.js';
import { post, shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const picture = (person, text) => person.card(text).locator('.photo img.came');

describe('a photo', () => {
  const its = house();

  test('is picked with the camera’s button, shrunk, described, shown in its place and looked at large', async t => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    t.after(() => kea.leave());
    const wide = await jpeg(kea.page, 4_000, 3_000);
    const sheet = await composes(kea, 'Mowed the meadow', wide, 'A meadow under a wide sky');
    await sound(kea, 'the composer with a photo');
    await shoot(kea, 'composer-photo');
    await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
    await kea.sees('Mowed the meadow');
    await leavesWith(kea, 'Climbed the old oak', await jpeg(kea.page, 1_200, 2_000));
    for (const person of [kea, its.host]) {
      await person.sees('Climbed the old oak');
      for (const text of ['Mowed the meadow', 'Climbed the old oak']) {
        await person.card(text).scrollIntoViewIfNeeded();
        await picture(person, text).waitFor();
      }
    }
    const size = await picture(its.host, 'Mowed the meadow').evaluate(each => [
      each.naturalWidth,
      each.naturalHeight,
      each.width,
      each.height,
    ]);
    assert.deepEqual(size.slice(0, 2), [720, 540]);
    assert.ok(Math.abs(size[2] / size[3] - 4 / 3) < 0.02, `${size}`);
    await sound(its.host, 'a feed with photos');
    await its.host.page.evaluate(() => scrollTo(0, 0));
    await shoot(its.host, 'feed-photos');
    await its.host
      .card('Mowed the meadow')
      .getByRole('button', { name: 'Photo: A meadow under a wide sky. See it large' })
      .click();
    const large = its.host.page.getByRole('dialog');
    const image = large.getByRole('img', { name: 'A meadow under a wide sky' });
    await image.waitFor();
    await its.host.page.waitForFunction(() => document.querySelector('dialog img.came')?.naturalWidth === 1_600);
    await sound(its.host, 'a photo looked at');
    await shoot(its.host, 'photo-large');
    await its.host.page.goBack();
    await large.waitFor({ state: 'detached' });
    assert.ok(await its.host.card('Mowed the meadow').isVisible(), 'back closes it, and nothing else');
  });

  test('waits with its trace without a network, through a reload, and goes out once', async t => {
    const moss = await Person.member(its.browser, its.server, 'Moss');
    t.after(() => moss.leave());
    await moss.kept();
    await moss.page.reload();
    await moss.live();
    const file = await jpeg(moss.page, 1_000, 800);
    const sent = [];
    moss.page.on('request', request => request.method() === 'PUT' && sent.push(request.url()));
    await moss.page.getByRole('button', { name: 'Leave a trace' }).click();
    await moss.page.getByRole('dialog').getByLabel('Photo', { exact: true }).waitFor({ state: 'attached' });
    await moss.page.keyboard.press('Escape');
    await moss.cutOff();
    await leavesWith(moss, 'Found a nest', file, 'A nest with four eggs');
    await moss.card('Found a nest').getByText('waiting', { exact: true }).waitFor();
    await picture(moss, 'Found a nest').waitFor();
    await moss.page.reload();
    await moss.card('Found a nest').getByText('waiting', { exact: true }).waitFor();
    await picture(moss, 'Found a nest').waitFor();
    assert.deepEqual(sent, []);
    await moss.context.setOffline(false);
    await moss.sees('Found a nest');
    await its.host.sees('Found a nest');
    await its.host.card('Found a nest').scrollIntoViewIfNeeded();
    await picture(its.host, 'Found a nest').waitFor();
    assert.equal(new Set(sent).size, 1, `${sent}`);
    assert.equal(await its.host.page.locator('[data-trace]').filter({ hasText: 'Found a nest' }).count(), 1);
    moss.calm();
  });

  test('moves nothing while it comes', async t => {
    const tui = await Person.member(its.browser, its.server, 'Tui');
    t.after(() => tui.leave());
    await leavesWith(tui, 'Saw the sea', await jpeg(tui.page, 1_600, 900));
    await tui.sees('Saw the sea');
    // Slowly: the colours stand for a while before the picture comes.
    const { promise: gone, resolve: go } =
      Promise.withResolvers?.() ??
      (() => {
        let resolve;
        return { promise: new Promise(done => (resolve = done)), resolve };
      })();
    await tui.context.route('**/photos/**', async route => {
      await gone;
      await route.continue();
    });
    await tui.context.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver(list => {
        for (const each of list.getEntries()) globalThis.shift += each.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await tui.page.reload();
    await tui.live();
    await tui.card('Saw the sea').locator('.photo canvas').waitFor();
    await shoot(tui, 'photo-blur');
    const before = await tui.card('Saw the sea').boundingBox();
    const moved = () => tui.page.evaluate(() => globalThis.shift);
    const earlier = await moved();
    go();
    await picture(tui, 'Saw the sea').waitFor();
    assert.deepEqual(await tui.card('Saw the sea').boundingBox(), before);
    const shift = (await moved()) - earlier;
    assert.ok(shift <= 0.02, `${shift}`);
    tui.calm();
  });

  test('can be taken out, is kept by a rewording, and goes when its trace is withdrawn', async t => {
    const rua = await Person.member(its.browser, its.server, 'Rua');
    t.after(() => rua.leave());
    const sheet = await composes(rua, 'Built without a photo', await jpeg(rua.page, 600, 400));
    await sheet.getByRole('button', { name: 'Take the photo out' }).click();
    await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
    await rua.sees('Built without a photo');
    assert.equal(await rua.card('Built without a photo').locator('.photo').count(), 0);
    await leavesWith(rua, 'Built a bench', await jpeg(rua.page, 600, 400), 'A bench');
    await its.host.sees('Built a bench');
    await rua.sees('Built a bench');
    await rua.does('Built a bench', 'Reword');
    await sheet.locator('.picked img.came').waitFor();
    await sheet.getByRole('textbox', { name: 'What did you do?' }).fill('Built a long bench');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await its.host.sees('Built a long bench');
    await its.host.card('Built a long bench').scrollIntoViewIfNeeded();
    await picture(its.host, 'Built a long bench').waitFor();
    const address = await picture(its.host, 'Built a long bench').getAttribute('src');
    await rua.does('Built a long bench', 'Take back', true);
    await its.host.doesNotSee('Built a long bench');
    await its.host.page
      .locator('.photo')
      .filter({ has: its.host.page.locator(`img[src="${address}"]`) })
      .waitFor({ state: 'detached' });
    const status = await its.host.page.evaluate(async address => (await fetch(address)).status, address);
    assert.equal(status, 404);
    for (const each of [rua, its.host]) each.calm();
  });

  test('stands in a story with the words that it came with, and leaves it with them', async t => {
    const huia = await Person.member(its.browser, its.server, 'Huia');
    t.after(() => huia.leave());
    await leavesWith(huia, 'Hung the swing', await jpeg(huia.page, 900, 600), 'A swing in an oak');
    await huia.sees('Hung the swing');
    const trace = await huia.card('Hung the swing').getAttribute('data-trace');
    await post(huia, [{ type: 'leave', text: 'How the swing came', facet: { is: 'story' }, told: [{ words: 'It was a long way.' }, { cite: 0 }], cites: [trace] }]);
    await its.host.sees('How the swing came');
    await its.host.card('How the swing came').getByRole('link', { name: 'Read the story' }).click();
    const cited = its.host.page.getByRole('figure');
    await cited.locator('.photo img.came').waitFor();
    await sound(its.host, 'a story with a photo');
    await shoot(its.host, 'story-photo');
    await cited.getByRole('button', { name: 'Photo: A swing in an oak. See it large' }).click();
    await its.host.page.getByRole('dialog').locator('img.came').waitFor();
    await its.host.page.keyboard.press('Escape');
    await huia.does('Hung the swing', 'Take back', true);
    await its.host.page.getByText('Taken back by its author').waitFor();
    assert.equal(await its.host.page.getByRole('article').locator('.photo').count(), 0);
    await its.host.page.goBack();
    for (const each of [huia, its.host]) each.calm();
  });

  test('says so where a file is no picture', async t => {
    const weka = await Person.member(its.browser, its.server, 'Weka');
    t.after(() => weka.leave());
    await weka.page.getByRole('button', { name: 'Leave a trace' }).click();
    const sheet = weka.page.getByRole('dialog');
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('just words') };
    await sheet.getByLabel('Photo', { exact: true }).setInputFiles(file);
    await sheet.getByText('This browser can’t read that file as a picture.').waitFor();
    await sound(weka, 'a file that is no picture');
  });
});
