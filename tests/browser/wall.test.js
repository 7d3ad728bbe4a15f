// The wall of a hall: what it shows, what it never gets, and that it comes back by itself.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { jpeg, leavesWith } from './camera.js';
import { check, post, shoot, sound } from './eyes.js';
import { house } from './house.js';
import { kept, Person } from './people.js';
import { Wall } from './walls.js';

const its = house();
const shots = process.env.TRACEBOARD_SHOTS;
const leave = (text, more = {}) => ({ type: 'leave', text, ...more });

/** Someone in the hall, on a furthest seat 8 m from a picture 2 m wide. */
const DISTANCE_M = 8;
const PICTURE_M = 2;
/** Where reading is fluent (Legge and Bigelow 2011), and what all else has at least, in arc minutes of the x-height. */
const FLUENT = 12;
const LEGIBLE = 8;
/** A beamer in a bright room adds so much white to all. */
const VEIL = 0.1;

test('a new trace draws a line from its parent, in letters for a hall, at 1080p and 4K', async () => {
  const wall = await Wall.open(its.browser, its.host, { join: true, reducedMotion: 'no-preference' });
  await wall.says('Nothing here yet.');
  const kea = await Person.member(its.browser, its.server, 'Kea');
  await kea.leaves('Swept the long room and opened every window.');
  await wall.shows('Swept the long room and opened every window.');
  await kea.buildsOn('Swept the long room', 'Laid the carpet and set forty cushions in one round.');
  await wall.shows('Laid the carpet and set forty cushions in one round.');
  const line = wall.page.locator('.line.fresh path');
  await line.waitFor();
  assert.equal(await line.evaluate(path => getComputedStyle(path).animationName), 'draw');
  // Once it stands still.
  await check(wall.page, 'the wall');
  const [above, below] = await Promise.all(
    ['Swept the long', 'Laid the carpet'].map(text => wall.page.locator('.card').filter({ hasText: text }).boundingBox()),
  );
  assert.ok(above.y + above.height <= below.y, 'the parent stands above');
  assert.equal(await wall.page.getByText('builds on Kea').count(), 0, 'the line says it');
  await wall.page.getByRole('img', { name: 'QR code to come into the circle' }).waitFor();

  for (const [width, height, size] of [[1920, 1080, '1080p'], [3840, 2160, '4k']]) {
    await wall.page.setViewportSize({ width, height });
    await check(wall.page, size);
    for (const { text, minutes, contrast } of await letters(wall.page)) {
      const least = /^(Swept|Laid)/.test(text) ? FLUENT : LEGIBLE;
      assert.ok(minutes >= least, `${size}: "${text}" is seen at ${minutes.toFixed(1)} arc minutes, and ${least} is the least`);
      assert.ok(contrast >= 4.5, `${size}: "${text}" has a contrast of ${contrast.toFixed(1)} on a beamer`);
    }
    if (shots) await wall.page.screenshot({ path: join(shots, `wall-${size}.png`) });
  }
  assert.deepEqual(wall.complaints, []);
  await wall.close();
  await kea.leave();
});

test('a photo stands beside its words, and goes with them', async () => {
  const wall = await Wall.open(its.browser, its.host);
  const kea = await Person.member(its.browser, its.server, 'Kea with a photo');
  await leavesWith(kea, 'Made a table of old doors.', await jpeg(kea.page, 900, 1_600), 'A table for twelve');
  await wall.shows('Made a table of old doors.');
  const photo = wall.page.getByRole('img', { name: 'A table for twelve' });
  await photo.waitFor();
  const [words, picture] = await Promise.all([wall.page.locator('.main .say').boundingBox(), photo.boundingBox()]);
  assert.ok(words.x + words.width <= picture.x, 'beside each other');
  assert.ok(picture.height >= 200, `${picture.height} px high`);
  await check(wall.page, 'a wall with a photo');
  if (shots) await wall.page.screenshot({ path: join(shots, 'wall-photo.png') });
  await kea.does('Made a table of old doors.', 'Take back', true);
  await photo.waitFor({ state: 'detached' });
  assert.deepEqual(wall.complaints, []);
  await wall.close();
  await kea.leave();
});

/** Each text on a page: at what angle its x-height is seen, and its contrast under the veil. */
const letters = page =>
  page.evaluate(
    ([distance, picture, veil]) => {
      const pen = document.createElement('canvas').getContext('2d');
      const channel = value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      const light = colour => {
        const [r, g, b] = colour.match(/[\d.]+/g).map(value => channel(value / 255));
        return (0.2126 * r + 0.7152 * g + 0.0722 * b) * (1 - veil) + veil;
      };
      const behind = element => {
        for (let at = element; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (!/, 0\)$/.test(colour)) return colour;
        }
      };
      const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        const { textContent: text, parentElement: of } = texts.currentNode;
        if (!text.trim() || of.matches('.disc')) continue;
        const { fontWeight, fontSize, fontFamily, color } = getComputedStyle(of);
        pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
        const { actualBoundingBoxAscent: x } = pen.measureText('x');
        const metres = (x / innerWidth) * picture;
        const minutes = 2 * Math.atan(metres / (2 * distance)) * (180 / Math.PI) * 60;
        const [bright, dark] = [light(color), light(behind(of))];
        const contrast = (Math.max(bright, dark) + 0.05) / (Math.min(bright, dark) + 0.05);
        found.push({ text, minutes, contrast });
      }
      return found;
    },
    [DISTANCE_M, PICTURE_M, VEIL],
  );

test('what is kept off the wall, hidden or taken back is in no byte that the wall gets', async () => {
  const wall = await Wall.open(its.browser, its.host);
  const kea = await Person.member(its.browser, its.server, 'Kea');
  await post(kea, [leave('A secret surprise', { off_wall: true }), leave('Not so nice')]);
  await wall.shows('Not so nice');
  await its.host.sees('Not so nice');
  await its.host.does('Not so nice', 'Hide', true);
  await wall.page.getByText('Not so nice').waitFor({ state: 'detached' });
  const before = wall.got.length;
  await kea.leaves('For everyone');
  await wall.shows('For everyone');
  await wall.page.reload();
  await wall.shows('For everyone');
  assert.ok(!wall.got.slice(before).includes('Not so nice'));
  assert.ok(!wall.got.includes('A secret surprise'));
  assert.ok(wall.got.includes('For everyone'), 'what it gets is kept');
  await wall.close();
  await kea.leave();
});

test('a trace waits for the delay, and a paused wall holds nothing', async () => {
  const wall = await Wall.open(its.browser, its.host);
  await wall.set({ delay_ms: 3_000 });
  const asked = Date.now();
  await post(its.host, [leave('After three seconds')]);
  await wall.shows('After three seconds');
  assert.ok(Date.now() - asked >= 2_500, `it came after ${Date.now() - asked} ms`);
  await wall.set({ paused: true });
  await wall.says('The wall rests.');
  assert.equal(await wall.page.locator('.card').count(), 0);
  await check(wall.page, 'a paused wall');
  await wall.set({});
  await wall.shows('After three seconds');
  await wall.close();
});

test('the last picture stays without a network, and the wall comes back from that, a restart and a new link by itself', async () => {
  const wall = await Wall.open(its.browser, its.host);
  await post(its.host, [leave('Before the network went')]);
  await wall.shows('Before the network went');
  assert.ok(!wall.page.url().includes('#'), 'a hall does not read the secret');
  // A request that waits for news when the network goes gets no answer, and no error either.
  await wall.page.waitForRequest(/\/wall$/);
  await wall.context.setOffline(true);
  await wall.says('no network since');
  await wall.shows('Before the network went');
  await check(wall.page, 'a wall without a network');
  if (shots) await wall.page.screenshot({ path: join(shots, 'wall-offline.png') });
  await post(its.host, [leave('Meanwhile')]);
  await wall.context.setOffline(false);
  await wall.shows('Meanwhile');
  await wall.page.getByText('no network since').waitFor({ state: 'detached' });

  // Loaded anew without a network, the page comes from what the browser keeps, and the picture once there is one.
  await kept(wall.page);
  await wall.page.reload();
  await wall.shows('Meanwhile');
  await wall.context.setOffline(true);
  await wall.page.reload();
  await wall.says('It goes on trying.');
  await wall.context.setOffline(false);
  await wall.shows('Meanwhile');

  await its.server.kill();
  await its.server.restart();
  await its.host.live();
  await post(its.host, [leave('After the restart')]);
  await wall.shows('After the restart');

  await wall.revoke();
  await wall.says('This link shows nothing any more.');
  assert.equal(await wall.page.locator('.card').count(), 0);
  await check(wall.page, 'a revoked wall');
  const other = await Wall.open(its.browser, its.host);
  await wall.page.goto(other.link);
  await wall.shows('After the restart');
  assert.deepEqual(wall.complaints, []);
  await other.close();
  await wall.close();
});

test('a host makes a wall, sets it, pauses it and revokes it by taps', async () => {
  const { page } = its.host;
  await page.goto(`${its.address}host/wall`);
  await page.getByRole('button', { name: 'Make a link for a wall' }).click();
  const link = await page.getByRole('textbox', { name: /Open this on the large screen/ }).inputValue();
  await page.getByRole('img', { name: /QR/ }).waitFor();
  const context = await its.browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
  const hall = await context.newPage();
  await hall.goto(link);
  await hall.getByRole('heading', { name: 'Our circle' }).waitFor();
  await sound(its.host, 'the walls on the host’s page');
  await shoot(its.host, 'wall-host');
  const wall = page.getByRole('listitem').filter({ hasText: 'Wall' }).last();
  await wall.getByRole('checkbox', { name: /Show a code to come in/ }).check();
  await hall.getByRole('img', { name: 'QR code to come into the circle' }).waitFor();
  await wall.getByRole('combobox', { name: 'A trace appears' }).selectOption({ label: 'after a minute' });
  await wall.getByRole('button', { name: 'Pause' }).click();
  await hall.getByText('The wall rests.').waitFor();
  await page.reload();
  const again = page.getByRole('listitem').filter({ hasText: 'Wall' }).last();
  await again.getByText('paused: it shows no traces').waitFor();
  assert.equal(await again.getByRole('combobox').inputValue(), '60000');
  await again.getByRole('button', { name: 'Go on' }).click();
  await hall.getByText('The wall rests.').waitFor({ state: 'detached' });
  await again.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await hall.getByText('This link shows nothing any more.').waitFor();
  await context.close();
  await page.goto(its.address);
});

test('what is written can be kept off the wall by a tap', async () => {
  const wall = await Wall.open(its.browser, its.host);
  const kea = await Person.member(its.browser, its.server, 'Kea');
  await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
  await kea.page.getByRole('button', { name: 'Not on the wall' }).click();
  await shoot(kea, 'wall-composer');
  await kea.write('Between us');
  await kea.sees('Between us');
  await kea.leaves('For the hall');
  await wall.shows('For the hall');
  assert.ok(!wall.got.includes('Between us'));
  await wall.close();
  await kea.leave();
});

test('without a link it says how to get one, in the language of its browser', async () => {
  const context = await its.browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'de-AT' });
  const page = await context.newPage();
  await page.goto(`${its.server.ready.address}/wall`);
  await page.getByText('Diese Wand hat noch keinen Link.').waitFor();
  await check(page, 'a wall without a link');
  await context.close();
});
