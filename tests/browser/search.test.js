// Searching the traces of a circle, and links to one trace.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { post, shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const TEXTS = [
  'Te Whānau o Ōtepoti came for breakfast',
  'Η ΆΝΟΙΞΗ ήρθε στον κήπο',
  'قرأتُ الكِتَاب تحت الشجرة',
  '東京タワーに登った',
  'ठंडा पानी पिया और आराम किया',
  'Im Schulgarten Bohnen gesät',
  'Mended the gate by the brook with Tui',
];

describe('a search', () => {
  const its = house();
  let kea;
  let field;
  let rows;
  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    await post(its.host, TEXTS.map(text => ({ type: 'leave', text })));
    await post(its.host, [{ type: 'leave', text: 'Dug a bed', open_end: 'sow the beans' }]);
    await post(its.host, Array.from({ length: 45 }, (_, n) => ({ type: 'leave', text: `Carried stone ${n} to the wall` })));
    await kea.leaves('Watched the stones');
    await kea.sees('Watched the stones');
    field = kea.page.getByRole('searchbox', { name: 'Words to look for' });
    rows = kea.page.locator('.hits li');
  });
  after(() => kea?.leave());

  const finds = async (words, text) => {
    await field.fill(words);
    await rows.filter({ hasText: text }).first().waitFor();
    await kea.page.waitForFunction(() => document.querySelector('.hits')?.getAttribute('aria-busy') === 'false');
  };
  const marks = () => rows.first().locator('mark').allTextContents();

  test('is one tap away, with the field ready', async () => {
    await kea.page.getByRole('link', { name: 'Search' }).click();
    await kea.page.waitForFunction(() => document.activeElement?.type === 'search');
    await kea.page.getByText('Find a trace by a word you remember').waitFor();
    await shoot(kea, 'search-first');
    await sound(kea, 'a search before it');
  });

  test('finds words in any script as they are typed, and marks them', async () => {
    for (const [words, text, marked] of [
      ['whanau', TEXTS[0], ['Whānau']],
      ['ανοιξη', TEXTS[1], ['ΆΝΟΙΞΗ']],
      ['كتاب', TEXTS[2], ['كِتَاب']],
      ['京', TEXTS[3], ['京']],
      ['たわー', TEXTS[3], ['タワー']],
      ['पानी', TEXTS[4], ['पानी']],
      ['garten', TEXTS[5], ['garten']],
      ['bed beans', 'Dug a bed', ['bed', 'beans']],
    ]) {
      await finds(words, text);
      assert.equal(await rows.count(), 1, words);
      assert.deepEqual(await marks(), marked, words);
    }
    await finds('brook gate', TEXTS[6]);
    await shoot(kea, 'search-one');
    await sound(kea, 'what was found');
  });

  test('says how many once the typing pauses, and what to do where there are none', async () => {
    await finds('stone', 'Watched the stones');
    await kea.page.getByRole('status').filter({ hasText: 'The newest 20 traces' }).waitFor();
    await shoot(kea, 'search-many');
    await field.fill('zeppelin');
    await kea.page.getByRole('status').filter({ hasText: 'No trace has that.' }).waitFor();
    assert.equal(await rows.count(), 0);
    await shoot(kea, 'search-none');
    await sound(kea, 'a search that finds nothing');
    await kea.page.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await field.inputValue(), '');
    assert.equal(await kea.page.evaluate(() => document.activeElement?.type), 'search');
  });

  test('goes by person, by time and by what is open, with words and without', async () => {
    const count = number => kea.page.getByRole('status').filter({ hasText: new RegExp(`^${number} traces?$`) }).waitFor();
    const { page } = kea;
    await page.getByLabel('Left by').selectOption('You');
    await count(1);
    await page.getByLabel('When').selectOption('Last 7 days');
    await count(1);
    await page.getByLabel('Left by').selectOption('Anyone');
    await page.getByRole('button', { name: 'Still open' }).click();
    await count(1);
    await rows.filter({ hasText: 'sow the beans' }).waitFor();
    await page.getByLabel('When').selectOption('Choose days');
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await page.getByRole('status').filter({ hasText: 'No trace has that.' }).waitFor();
    await shoot(kea, 'search-filters');
    await sound(kea, 'the filters of a search');
    await page.getByLabel('When').selectOption('Any time');
    await page.getByRole('button', { name: 'Still open' }).click();
  });

  test('is as it was for who comes back from a trail, to the pixel', async () => {
    await finds('stone', 'Watched the stones');
    await kea.page.getByRole('button', { name: 'Older ones' }).click();
    await rows.nth(39).waitFor();
    await rows.nth(30).scrollIntoViewIfNeeded();
    const place = () => rows.nth(30).evaluate(row => row.getBoundingClientRect().top);
    const text = await rows.nth(30).locator('.say').textContent();
    const before_px = await place();
    await rows.nth(30).getByRole('link').click();
    await kea.page.getByRole('heading', { name: text }).waitFor();
    await kea.page.goBack();
    await rows.nth(39).waitFor();
    assert.equal(await field.inputValue(), 'stone');
    const moved = [before_px, 5];
    await kea.page.waitForFunction(
      ([top, most]) => Math.abs(document.querySelectorAll('.hits li')[30].getBoundingClientRect().top - top) <= most,
      moved,
    );
    assert.ok(!kea.page.url().includes('stone'), 'no address says what was looked for');
  });

  test('shows what is taken back no more, and says what is the matter offline', async () => {
    await finds('watched', 'Watched the stones');
    const there = await kea.tab(its.address);
    await there.getByRole('listitem').filter({ hasText: 'Watched the stones' }).first().getByRole('button', { name: 'More' }).click();
    await there.getByRole('button', { name: 'Take back' }).click();
    await there.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await rows.filter({ hasText: 'Watched the stones' }).waitFor({ state: 'detached' });
    await kea.context.setOffline(true);
    await field.fill('brook');
    await kea.page.getByRole('button', { name: 'Try again' }).waitFor();
    await shoot(kea, 'search-offline');
    await sound(kea, 'a search without a network');
    await kea.context.setOffline(false);
    await rows.filter({ hasText: 'brook' }).waitFor();
  });
});

describe('a link to one trace', () => {
  const its = house();

  test('is copied from its menu, and leads to it in its trail', async t => {
    const { host } = its;
    await host.leaves('Found a nest');
    await host.sees('Found a nest');
    await host.buildsOn('Found a nest', 'Counted the eggs');
    await host.sees('Counted the eggs');
    await host.page.evaluate(() => {
      document.execCommand = () => {
        globalThis.written = document.activeElement.value;
        return true;
      };
    });
    await host.does('Counted the eggs', 'Copy its link');
    await host.page.getByText('Copied.').waitFor();
    const link = await host.page.evaluate(() => globalThis.written);
    assert.ok(link.startsWith(its.address), link);
    const kea = await Person.member(its.browser, its.server, 'Kea');
    t.after(() => kea.leave());
    await kea.page.goto(link);
    await kea.page.locator('.path .here').filter({ hasText: 'Counted the eggs' }).waitFor();
    await kea.page.getByRole('heading', { name: 'Found a nest' }).waitFor();
    const other = (text, digit) => text.replace(/.(?=.{3}$)/, digit);
    await kea.page.goto(other(link, link.at(-4) === '0' ? '1' : '0'));
    await kea.page.getByText('The trace of that link isn’t on this trail').waitFor();
    await sound(kea, 'a link that leads to no trace');
    await kea.page.goto(`${its.address}trail/01a206e2-0000-7000-8000-000000000000`);
    await kea.page.getByText('That trace isn’t there any more').waitFor();
  });

  test('is shown where the browser copies nothing', async () => {
    const { host } = its;
    // Nothing stands there any more of what was copied before.
    await host.page.reload();
    await host.sees('Counted the eggs');
    await host.page.evaluate(() => {
      document.execCommand = () => false;
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await host.does('Counted the eggs', 'Copy its link');
    const field = host.page.getByRole('dialog').getByRole('textbox');
    assert.ok((await field.inputValue()).startsWith(its.address));
    assert.equal(await host.page.getByText('Copied.').count(), 0);
  });
});
