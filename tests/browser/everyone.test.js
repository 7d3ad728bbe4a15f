// The main job without a mouse and without eyes, with large letters, and with a thumb: for everyone who comes.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { focused, listen, stumbles } from './ears.js';
import { beside, cut, LETTERS, letters, post, small } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

/** As many controls as lie before anything that is looked for. */
const STOPS_MAX = 60;
const ROOMS = ['invites', 'hiding', 'meetings', 'wall', 'download', 'people', 'circle', 'uses', 'programs', 'kin'];
/** Room for a word in letters of 200 %. */
const WORD_PX = 150;
const PHONE = { width: 390, height: 844 };

describe('everyone', () => {
  const its = house();

  before(async () => {
    await its.host.leaves('Swept the long room', 'bring the candles');
    await its.host.buildsOn('Swept the long room', 'Laid the carpet');
    await its.host.sees('Laid the carpet');
  });

  test('does the main job by the keyboard alone, and sees where they are at each step', async t => {
    const weka = await Person.open(its.browser, its.server.ready.invite_link);
    t.after(() => weka.leave());
    const { page } = weka;
    const key = name => page.keyboard.press(name);
    /** Presses Tab until a control of this name has the focus. Each stop on the way is in sight and has a ring. */
    const tabTo = async (name, back) => {
      const passed = [];
      for (let stops = 0; stops < STOPS_MAX; stops++) {
        const at = await focused(page);
        // A heading has it after a page was turned, and is no control.
        if (!/^(body|h1|h2)$/.test(at.tag)) {
          assert.ok(at.ring || at.tag === 'textarea', `${at.tag} “${at.name}” has a ring, or a caret in a sheet of its own`);
          assert.ok(at.inSight, `${at.tag} “${at.name}” is in sight`);
        }
        if (name.test(at.name)) return;
        passed.push(`${at.tag} ${at.name.slice(0, 30)}`);
        await key(back ? 'Shift+Tab' : 'Tab');
      }
      assert.fail(`${STOPS_MAX} stops without ${name}: ${passed.join(' | ')}`);
    };
    const sheet = page.getByRole('dialog');

    await page.getByLabel('Your name').waitFor();
    await tabTo(/^Your name/);
    await page.keyboard.type('Weka');
    await key('Enter');
    await weka.live();
    await weka.sees('Laid the carpet');

    await tabTo(/^Leave a trace/);
    await key('Enter');
    await sheet.waitFor();
    assert.match((await focused(page)).name, /^What did you do/);
    await page.keyboard.type('Polished the lamps');
    await tabTo(/^Leave$/);
    await key('Enter');
    await sheet.waitFor({ state: 'detached' });
    await weka.sees('Polished the lamps');
    assert.match((await focused(page)).name, /^Leave a trace/, 'the focus is where it was');

    await weka.card('Laid the carpet').getByRole('button', { name: 'Warm', exact: true }).waitFor();
    await tabTo(/^Warm$/);
    await key('Space');
    await page.getByRole('button', { name: 'Warmed' }).first().waitFor();
    assert.match((await focused(page)).name, /^Warmed/);

    await tabTo(/^Build on$/);
    await key('Enter');
    await sheet.waitFor();
    await page.keyboard.type('Beat the carpet');
    await tabTo(/^Leave$/);
    await key('Enter');
    await sheet.waitFor({ state: 'detached' });
    await weka.sees('Beat the carpet');
    assert.match((await focused(page)).name, /^Build on/, 'the focus is where it was');

    await tabTo(/here$/, true);
    await key('Enter');
    await sheet.waitFor();
    await key('Escape');
    await sheet.waitFor({ state: 'detached' });
    assert.match((await focused(page)).name, /here$/, 'the focus is where it was');

    await tabTo(/^Search/);
    await key('Enter');
    await page.getByRole('searchbox').waitFor();
    await tabTo(/^Search|words|trace/i);
    await page.keyboard.type('lamps');
    await page.getByRole('listitem').filter({ hasText: 'Polished the' }).waitFor();
    await tabTo(/Polished the lamps/);
    await key('Enter');
    await page.getByRole('button', { name: 'Build on this' }).waitFor();
    weka.calm();
  });

  const places = ['', 'warm', 'open', 'quiet', 'pods', 'together', 'above', 'stories', 'search', 'host', ...ROOMS.map(room => `host/${room}`)];
  const goes = async place => {
    await its.host.page.goto(`${its.address}${place}`);
    await its.host.page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await its.host.page.waitForLoadState('networkidle');
  };

  test('hears what each page and each control is', async () => {
    for (const place of places) {
      await goes(place);
      assert.deepEqual(await stumbles(its.host.page), [], place);
    }
  });

  test('meets no control smaller than a finger', async () => {
    await its.host.page.setViewportSize(PHONE);
    for (const place of places) {
      await goes(place);
      assert.deepEqual(await small(its.host.page), [], place || 'now');
    }
  });

  test('is told of arrivals once, politely, and of many in one sentence', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await goes('');
    await its.host.live();
    await listen(its.host.page);
    await kea.leaves('Aired the blankets');
    await its.host.page.waitForFunction(() => heard.length > 0);
    await its.host.sees('Aired the blankets');
    assert.deepEqual(await its.host.page.evaluate(() => heard.splice(0)), [{ how: 'polite', words: 'Kea: Aired the blankets' }]);
    await its.host.leaves('Shook the pillows');
    await its.host.page.waitForFunction(() => heard.length > 0);
    assert.deepEqual(await its.host.page.evaluate(() => heard.splice(0)), [{ how: 'polite', words: 'Your trace is left.' }]);
    await post(kea, Array.from({ length: 30 }, (_, index) => ({ type: 'leave', text: `Folded blanket ${index + 1}` })));
    await its.host.sees('Folded blanket 30');
    await its.host.page.waitForFunction(() => heard.length > 0);
    assert.deepEqual(await its.host.page.evaluate(() => heard.splice(0)), [{ how: 'polite', words: '30 new traces' }]);
    // So are those that came while nobody could be told.
    await its.host.cutOff();
    await post(kea, Array.from({ length: 30 }, (_, index) => ({ type: 'leave', text: `Aired pillow ${index + 1}` })));
    await its.host.context.setOffline(false);
    await its.host.sees('Aired pillow 30');
    await its.host.page.waitForFunction(() => heard.some(({ words }) => words.includes('new')));
    const heard = await its.host.page.evaluate(() => heard.filter(({ words }) => !/^(offline|live|Connecting)/i.test(words)));
    assert.deepEqual(heard, [{ how: 'polite', words: '30 new traces' }]);
    await kea.leave();
  });

  test('reads with letters twice as large, and with more space between them', async () => {
    const { page } = its.host;
    await page.setViewportSize(PHONE);
    for (const place of places) {
      await goes(place);
      for (const [look, css] of Object.entries(LETTERS)) {
        await letters(page, css);
        assert.deepEqual([...(await beside(page)), ...(await cut(page))], [], `${place || 'now'} with ${look}`);
        for (const title of await page.locator('h1:not(.hidden):visible').all()) {
          const { width } = await title.boundingBox();
          assert.ok(width >= WORD_PX, `the title of ${place || 'now'} is ${width} px wide with ${look}`);
        }
      }
    }
  });

  test('sees what is chosen and where they are where the system sets the colours', async t => {
    const { page } = its.host;
    await page.emulateMedia({ forcedColors: 'active' });
    t.after(() => page.emulateMedia({ forcedColors: 'none' }));
    await goes('');
    const looks = selector => page.locator(selector).first().evaluate(each => {
      const { color, borderBottomColor, outlineStyle } = getComputedStyle(each);
      return { color, line: borderBottomColor, outlineStyle };
    });
    const [here, elsewhere] = [await looks('.tabs [aria-current]'), await looks('.tabs a:not([aria-current], .seek)')];
    assert.notEqual(here.color, elsewhere.color);
    assert.notEqual(here.line, elsewhere.line);
    await page.keyboard.press('Tab');
    assert.ok((await focused(page)).ring, 'the ring is drawn');
  });

  test('is shown nothing that moves, where they asked for none', async () => {
    await goes('');
    await its.host.live();
    const kea = await Person.member(its.browser, its.server, 'Piwakawaka');
    await its.host.page.evaluate(() => {
      globalThis.moved = [];
      const note = ({ target, elapsedTime, animationName, propertyName }) => moved.push([animationName ?? propertyName, target.className, elapsedTime]);
      for (const kind of ['animationend', 'transitionend']) addEventListener(kind, note, true);
      globalThis.watch = setInterval(() => {
        for (const each of document.getAnimations()) if (each.effect.getComputedTiming().duration > 1) moved.push([each.animationName ?? each.transitionProperty]);
      }, 10);
    });
    await kea.leaves('Danced without moving');
    await its.host.sees('Danced without moving');
    await its.host.page.getByRole('button', { name: 'Leave a trace' }).click();
    await its.host.page.getByRole('dialog').waitFor();
    await its.host.page.keyboard.press('Escape');
    await its.host.page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.deepEqual(await its.host.page.evaluate(() => moved.filter(([, , took = 1]) => took > 0.001)), []);
    await kea.leave();
  });
});
