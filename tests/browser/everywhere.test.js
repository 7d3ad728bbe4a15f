// Every sheet and page that a season brings about, and each state outside of a board: heard, met by a finger, and read with letters of 200 %.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { focused, stumbles } from './ears.js';
import { beside, check, cut, LETTERS, letters, small } from './eyes.js';
import { house } from './house.js';
import { launch, Person } from './people.js';
import { season } from './processes.js';

const NARROW = { width: 320, height: 568 };
const DESK = { width: 1280, height: 800 };

/** That a page is named and ordered, its controls are as large as a finger, and large letters have room on it. */
async function suits(page, what) {
  assert.deepEqual(await stumbles(page), [], what);
  assert.deepEqual(await small(page), [], what);
  await letters(page, LETTERS['letters of 200 %']);
  assert.deepEqual([...(await beside(page)), ...(await cut(page))], [], `${what} with letters of 200 %`);
  await letters(page, '');
}

describe('everywhere on a board with a season behind it', () => {
  const its = {};
  let page;
  before(async () => {
    its.browser = await launch();
    its.board = await season();
    its.host = await Person.host(its.browser, its.board);
    its.home = `${its.board.ready.address}/c/${its.board.ready.circle}/`;
    await its.board.over;
    ({ page } = its.host);
  });
  after(async () => {
    await its.browser?.close();
    await its.board?.end();
  });

  const at = async (place, ready) => {
    await page.goto(its.home + place);
    await ready.first().waitFor();
  };
  const button = name => page.getByRole('button', { name });
  const sheet = async opener => {
    await opener.first().click();
    await page.getByRole('dialog').waitFor();
    await page.waitForFunction(() => !document.querySelector('dialog .coming'));
  };
  const cards = () => page.locator('[data-trace]');
  const agreement = async () => {
    await at('together', page.getByRole('link', { name: /Who cooks/ }));
    await page.getByRole('link', { name: /Who cooks/ }).first().click();
    await button('Look at it again').waitFor();
  };
  const trail = async () => {
    await at('warm', page.locator('.trailrow'));
    await page.getByRole('link', { name: /Hung a rope/ }).first().click();
    await button('Build on this').waitFor();
  };
  const ROUTES = {
    'the composer': () => at('', cards()).then(() => sheet(button('Leave a trace'))),
    'building on two': async () => {
      await at('', cards());
      await sheet(button('Build on'));
      await button('+ also').click();
      await page.getByPlaceholder('Find a trace').waitFor();
    },
    'who is here': () => at('', cards()).then(() => sheet(button(/here$/))),
    oneself: () => at('', cards()).then(() => sheet(button('You in this circle'))),
    meetings: () => at('', button(/^We meet/)).then(() => sheet(button(/^We meet/))),
    'hiding one': async () => {
      await at('', cards());
      await button('More').first().click();
      await sheet(page.getByRole('button', { name: 'Hide', exact: true }));
    },
    'a trail': trail,
    'telling its story': () => trail().then(() => sheet(page.getByText('Tell its story'))),
    'a story': async () => {
      await at('stories', page.getByRole('link', { name: /How the swing/ }));
      await page.getByRole('link', { name: /How the swing/ }).first().click();
      await page.locator('.told figure').first().waitFor();
    },
    'an agreement': agreement,
    'asking again': () => agreement().then(() => sheet(button('Look at it again'))),
    'a gathering': async () => {
      await at('together', page.getByRole('link', { name: /Autumn retreat/ }));
      await page.getByRole('link', { name: /Autumn retreat/ }).first().click();
      await cards().first().waitFor();
    },
    'a round that is over': () => at('together', page.locator('.over button')).then(() => sheet(page.locator('.over button'))),
    proposing: () => at('together', button('Propose something')).then(() => sheet(button('Propose something'))),
    'opening a gathering': () => at('together', button('Open a gathering')).then(() => sheet(button('Open a gathering'))),
    'calling a pod': () => at('pods', button('Call a pod')).then(() => sheet(button('Call a pod'))),
    'from above': () => at('above', page.getByRole('link', { name: /sister circles/ })),
    'what was found': async () => {
      await at('search', page.getByRole('searchbox'));
      await page.getByRole('searchbox').fill('swing');
      await page.locator('.hits li').first().waitFor();
    },
    'about somebody': () => at('host/people', page.locator('.persons button')).then(() => sheet(page.locator('.persons button'))),
  };

  test('is heard, met and read', async () => {
    for (const [what, go] of Object.entries(ROUTES)) {
      await go();
      await suits(page, what);
    }
    its.host.calm();
  });

  test('lets somebody new leave a first trace by three taps and one field', async t => {
    const toroa = await Person.open(its.browser, its.board.ready.invite_link, { hasTouch: true });
    t.after(() => toroa.leave());
    await toroa.page.getByLabel('Your name').fill('Toroa');
    await toroa.page.getByRole('button', { name: /^Join/ }).tap();
    // What the circle agreed on lies over the board, and leads on by itself.
    const over = toroa.page.getByRole('dialog');
    await over.getByRole('heading', { name: 'How we want to be together' }).waitFor();
    await over.getByRole('button', { name: 'Leave a trace' }).tap();
    const words = over.getByRole('textbox');
    await words.waitFor();
    assert.ok(await words.evaluate(each => each === document.activeElement), 'its words can be written at once');
    await toroa.page.keyboard.type('Wiped the long tables');
    await over.getByRole('button', { name: 'Leave', exact: true }).tap();
    await toroa.sees('Wiped the long tables');
    toroa.calm();
  });

  test('shows on the narrowest phone which tab one is on', async () => {
    await page.setViewportSize(NARROW);
    for (const place of ['host', '']) {
      await at(place, page.locator('.tabs [aria-current]'));
      const [tab, glass] = await Promise.all([page.locator('.tabs [aria-current]').boundingBox(), page.locator('.tabs .seek').boundingBox()]);
      // The browser scrolls by whole pixels.
      assert.ok(tab.x >= 0 && tab.x + tab.width <= glass.x + 1, `${place || 'now'}: from ${tab.x} to ${tab.x + tab.width}`);
    }
  });

  test('has room on a desk for the composer with large letters', async () => {
    await page.setViewportSize(DESK);
    await at('', cards());
    await sheet(button('Leave a trace'));
    await letters(page, LETTERS['letters of 200 %']);
    assert.deepEqual(await beside(page), []);
  });

  test('shows what is chosen where the system sets the colours', async t => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ forcedColors: 'active' });
    t.after(() => page.emulateMedia({ forcedColors: 'none' }));
    /** Each has a line or a colour that the other has not. */
    const differ = async (one, other) => {
      const look = each =>
        each.first().evaluate(each => {
          const { outlineColor, outlineWidth, backgroundColor, boxShadow } = getComputedStyle(each);
          return [outlineColor, outlineWidth, backgroundColor, boxShadow].join();
        });
      assert.notEqual(await look(page.locator(one)), await look(page.locator(other)));
    };
    const drawn = async (what, pseudo) =>
      assert.notEqual(
        await page.locator(what).first().evaluate((each, pseudo) => getComputedStyle(each, pseudo).backgroundColor, pseudo),
        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        `${what} ${pseudo ?? ''} has the colour of the page`,
      );
    await at('', cards());
    await sheet(button('You in this circle'));
    await differ('.colours input:checked', '.colours input:not(:checked)');
    await drawn('.colours input');
    await drawn('.close', '::before');
    await at('pods', button('Call a pod'));
    await drawn('.begin > *', '::before');
    await sheet(button('Call a pod'));
    await differ('.chip[aria-pressed=true]', '.chip[aria-pressed=false]');
    await at('host/uses', page.locator('.switches input'));
    await page.locator('.switches input').first().uncheck();
    await differ('.switches input:checked', '.switches input:not(:checked)');
    await page.locator('.switches input').first().check();
    await at('host', page.locator('.rooms a'));
    await drawn('.rooms a', '::before');
    await page.keyboard.press('Tab');
    const { ring } = await focused(page);
    assert.ok(ring, 'what has the focus has a ring');
  });
});

describe('everywhere outside of a board', () => {
  const its = house();
  const open = (t, link, options) =>
    Person.open(its.browser, link, options).then(person => {
      t.after(() => person.leave());
      return person;
    });
  /** The same, by axe too, and on the narrowest phone. */
  const sees = async (person, what) => {
    await person.page.setViewportSize(NARROW);
    await check(person.page, what);
    await suits(person.page, what);
  };

  test('says why a link opens nothing, and how one goes on', async t => {
    const lost = await open(t, its.server.ready.address);
    const field = lost.page.getByLabel('Your link');
    await field.fill('http://example.org/');
    await lost.page.getByRole('button', { name: 'Open it' }).click();
    await lost.page.getByRole('alert').waitFor();
    const heard = await field.evaluate(each => [each.ariaInvalid, document.getElementById(each.getAttribute('aria-describedby'))?.role]);
    assert.deepEqual(heard, ['true', 'alert'], 'what is wrong belongs to its field');
    await sees(lost, 'not a whole link');
    await field.fill('another');
    assert.equal(await field.getAttribute('aria-invalid'), 'false');
    for (const [what, path, says] of [
      ['a dead invite', `c/${its.server.ready.circle}/#invite=${'x'.repeat(43)}`, 'No way in here'],
      ['no invite', `c/${its.server.ready.circle}/`, 'You are not signed in here'],
      ['no such circle', 'c/01a206e2-0000-7000-8000-000000000000/', 'There is no such circle here'],
    ]) {
      await lost.page.goto('about:blank');
      await lost.page.goto(`${its.server.ready.address}/${path}`);
      await lost.page.getByRole('heading', { name: says }).waitFor();
      await sees(lost, what);
    }
  });

  test('says what isn’t there, and what waits', async () => {
    const { page } = its.host;
    await page.goto(`${its.address}nowhere`);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await sees(its.host, 'no such place');
    await page.goto(`${its.address}trail/01a206e2-0000-7000-8000-000000000000`);
    await page.locator('main .empty').first().waitFor();
    await sees(its.host, 'no such trace');
    await page.goto(its.address);
    await its.host.live();
    await its.host.cutOff();
    await its.host.leaves('Written in the cellar');
    await page.getByText('offline, 1 waiting').waitFor();
    await sees(its.host, 'offline');
    await page.getByRole('button', { name: 'Leave a trace' }).click();
    await page.getByRole('dialog').waitFor();
    await sees(its.host, 'the composer offline');
  });

  test('says what is needed where the page can’t begin', async t => {
    const broken = { before: context => context.route(/\.js$/, route => route.fulfill({ contentType: 'text/javascript', body: 'class { # }' })) };
    const old = await open(t, its.server.ready.invite_link, broken);
    await old.page.getByText('Traceboard works with').waitFor();
    await sees(old, 'a browser that can’t read the script');
    const bare = await open(t, its.server.ready.invite_link, { javaScriptEnabled: false });
    assert.match(await bare.page.locator('noscript').innerText(), /JavaScript/);
  });
});
