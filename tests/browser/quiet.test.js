// Warm trails down to the last, those that went quiet, and how long warmth lasts.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { post, shoot, sound } from './eyes.js';
import { bring } from './measure.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe('quiet trails', () => {
  let browser;
  let server;
  let host;
  let kea;
  const COUNT = 160;
  before(async () => {
    browser = await launch();
    server = await Server.start();
    host = await Person.host(browser, server);
    const now_ms = Date.now();
    const lines = Array.from({ length: COUNT }, (_, index) => ({
      id: `q${index}`,
      // The first two are one trail, long before all others.
      at: now_ms - (index < 2 ? 60 * DAY_MS : (COUNT - index) * 3 * HOUR_MS),
      member: ['Aroha', 'Rangi', 'Mere'][index % 3],
      text: `Number ${index}: ${['mended the gate by the brook', 'sowed clover under the apple trees', 'wrote down how the bread is baked'][index % 3]}`,
      places: [],
      builds_on: index > 0 && index % 7 === 1 ? [`q${index - 1}`] : [],
    }));
    const file = join(server.folder, 'quiet.jsonl');
    await writeFile(file, lines.map(line => JSON.stringify(line)).join('\n'));
    bring(server, file);
    kea = await Person.member(browser, server, 'Kea');
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  test('all trails are there, page by page, down to the last', async () => {
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    const rows = kea.page.locator('.trailrow');
    const all = COUNT - Math.floor((COUNT + 5) / 7);
    // Each look goes on down to where the next page is asked for.
    const down = count => {
      scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelectorAll('.trailrow').length >= count;
    };
    await kea.page.waitForFunction(down, all, { polling: 50, timeout: 30_000 });
    assert.equal(await rows.count(), all);
    await rows.last().getByText('Number 0:').waitFor();
    assert.equal(await kea.page.getByRole('button', { name: 'Quieter trails' }).count(), 0);
    await kea.page.evaluate(() => scrollTo(0, 0));
    await shoot(kea, 'warm');
    await sound(kea);
  });

  test('a trail whose traces are all withdrawn is in no list', async () => {
    await kea.page.getByRole('link', { name: 'Now', exact: true }).click();
    await kea.leaves('Said too early');
    await kea.sees('Said too early');
    await host.page.getByRole('link', { name: 'Warm trails' }).click();
    await host.page.locator('.trailrow').filter({ hasText: 'Said too early' }).waitFor();
    await kea.does('Said too early', 'Take back', true);
    await host.page.locator('.trailrow').filter({ hasText: 'Said too early' }).waitFor({ state: 'detached' });
    assert.equal(await host.page.locator('.trailrow').filter({ hasText: 'Taken back by its author.' }).count(), 0);
  });

  test('one is built on with one tap, and is warm for everybody', async () => {
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.getByRole('link', { name: 'Gone quiet' }).click();
    const row = kea.page.locator('.dusted').filter({ hasText: 'Number 0:' });
    await row.waitFor();
    assert.match(await kea.page.locator('.dusted').first().textContent(), /Number 0:.*by Aroha and Rangi/, 'the coldest first, with who left it');
    await kea.page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
    await sound(kea);
    await shoot(kea, 'quiet');
    await row.getByRole('button', { name: 'Build on', exact: true }).click();
    await kea.write('Oiled the hinge of that gate');
    await row.getByText('Warm again').waitFor();
    await host.page.locator('.trailrow').first().getByText('Number 0:').waitFor();
    await host.page.locator('.trailrow').first().getByText('Oiled the hinge of that gate').waitFor();
    // Without a network it waits, in its place.
    await kea.cutOff();
    const other = kea.page.locator('.dusted').filter({ hasText: 'Number 2:' });
    await other.getByRole('button', { name: 'Build on', exact: true }).click();
    await kea.write('Baked by that recipe');
    await other.getByText('waiting').waitFor();
    await shoot(kea, 'dusted');
    await kea.context.setOffline(false);
    await other.getByText('Warm again').waitFor();
    await host.page.locator('.trailrow').first().getByText('Baked by that recipe').waitFor();
    await kea.page.getByRole('button', { name: 'Back' }).click();
    await kea.page.locator('.trailrow').first().getByText('Number 2:').waitFor();
    kea.calm();
  });

  test('how long warmth lasts is set in words', async () => {
    await host.hosts('Name, warmth and days');
    const settings = host.page.getByRole('group', { name: 'How long a trail stays warm' });
    assert.equal(await settings.getByRole('radio', { name: /A retreat’s day/ }).isChecked(), true);
    await settings.getByRole('radio', { name: /A week/ }).check();
    const save = settings.locator('xpath=ancestor::form').getByRole('button', { name: 'Save' });
    await save.click();
    await settings.scrollIntoViewIfNeeded();
    await shoot(host, 'settings');
    await sound(host);
    assert.equal(await settings.getByRole('radio').count(), 3);
    // What was set by other means stays to be had.
    await post(host, [{ type: 'change_circle', half_life_ms: 3 * DAY_MS }]);
    await host.page.reload();
    await host.page.getByText('Half as warm after 3 days.').waitFor();
    assert.equal(await settings.getByRole('radio', { name: /As it is set now/ }).isChecked(), true);
    assert.equal(await settings.getByRole('radio').count(), 4);
  });

  test('a trail names, shows and counts what stands in it', async () => {
    await host.page.goto(`${server.ready.address}/c/${server.ready.circle}/`);
    await host.live();
    await kea.page.getByRole('link', { name: 'Now', exact: true }).click();
    await kea.leaves('Cleared the path');
    await host.sees('Cleared the path');
    const seed = await kea.card('Cleared the path').getAttribute('data-trace');
    await host.buildsOn('Cleared the path', 'Marked it');
    await kea.sees('Marked it');
    await kea.buildsOn('Marked it', 'Swept it too soon');
    await host.sees('Swept it too soon');
    await kea.does('Swept it too soon', 'Take back', true);
    await post(kea, [{ type: 'withdraw', trace: seed }]);
    await host.page.getByText('Taken back by its author.').waitFor();
    await host.page.getByRole('link', { name: 'Warm trails' }).click();
    const row = host.page.locator('.trailrow').first();
    await row.getByText('Marked it').waitFor();
    assert.equal(await row.locator('.latest').count(), 0, 'its one trace is said once');
    await row.getByRole('img', { name: '1 trace, by Host' }).waitFor();
    await row.getByRole('link').click();
    const path = host.page.getByRole('list', { name: 'The path' });
    await path.getByText('Marked it').waitFor();
    // The way leads through its seed.
    assert.equal(await path.getByText('Taken back by its author.').count(), 1);
    await host.page.getByText(/^1 person.*1 trace$/).waitFor();
    await sound(host);
  });
});
