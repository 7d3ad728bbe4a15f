// Browsers that people have: old ones, and those that refuse what others give.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shoot } from './eyes.js';
import { house } from './house.js';
import * as older from './older.js';
import { Person } from './people.js';

describe('a browser', () => {
  const its = house();

  /** Somebody comes in with a browser that `before` changes. */
  const comes = async (t, name, before) => {
    const person = await Person.member(its.browser, its.server, name, { before });
    t.after(() => person.leave());
    return person;
  };

  /** Leaves a trace, opens its trail, and comes back. */
  const uses = async (person, text) => {
    await person.leaves(text);
    await person.sees(text);
    await its.host.sees(text);
    await person.does(text, 'Reword');
    await person.page.getByRole('dialog').getByRole('textbox', { name: 'What did you do?' }).fill(`${text}, reworded`);
    await person.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await person.sees(`${text}, reworded`);
    await person.card(text).getByRole('button', { name: 'More' }).click();
    await person.card(text).getByRole('link', { name: 'See its trail' }).click();
    await person.page.getByRole('button', { name: 'Build on this' }).waitFor();
    await person.page.getByRole('button', { name: 'Back' }).click();
    await person.card(text).waitFor();
  };

  test('as old as Safari 15.0, Chrome 90 and Firefox 91 shows the board, and a trace is left', async t => {
    const kea = await comes(t, 'Kea', async context => {
      await context.addInitScript(older.functions);
      await older.style(context);
    });
    await uses(kea, 'Left by an old browser');
    const look = await kea.page.evaluate(() => {
      const of = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
      return {
        warmth: of('.card', '::before').backgroundColor,
        card: of('.card').backgroundImage,
        shadow: of('.card').boxShadow,
        leave: of('.leave').transform,
        wide: document.documentElement.scrollWidth - innerWidth,
      };
    });
    assert.match(look.warmth, /^rgb\(\d/);
    assert.match(look.card, /^linear-gradient/);
    assert.notEqual(look.shadow, 'none');
    assert.notEqual(look.leave, 'none');
    assert.ok(look.wide <= 0, `${look.wide} px wider than the phone`);
    await shoot(kea, 'older-board');

    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    const sheet = kea.page.getByRole('dialog');
    await sheet.waitFor();
    const { x, y, width, height } = await sheet.boundingBox();
    const within = await kea.page.evaluate(() => [innerWidth, innerHeight]);
    assert.ok(x >= 0 && y >= 0 && x + width <= within[0] && y + height <= within[1], 'the sheet leaves the screen');
    // What is behind it is covered, and a tap there closes it.
    const covered = await kea.page.evaluate(() => document.elementFromPoint(innerWidth / 2, 40).closest('dialog') !== null);
    assert.ok(covered, 'what is behind the sheet can be tapped');
    await shoot(kea, 'older-sheet');
    await kea.page.mouse.click(within[0] / 2, 40);
    await sheet.waitFor({ state: 'detached' });
    kea.calm();
  });

  test('that can’t parse the script shows which browsers work', async t => {
    const tui = await Person.open(its.browser, its.server.ready.invite_link, {
      before: context => context.route(/\.js$/, route => route.fulfill({ contentType: 'text/javascript', body: 'class { # }' })),
    });
    t.after(() => tui.leave());
    await tui.page.getByText('Traceboard works with Safari 15, Chrome or Edge 90 and Firefox 91').waitFor();
  });

  for (const [what, refuse] of [
    [
      'whose database never answers',
      () => {
        IDBFactory.prototype.open = () => Object.create(EventTarget.prototype);
      },
    ],
    [
      'that forbids its database',
      () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('forbidden', 'SecurityError');
        };
      },
    ],
    [
      'whose database is full',
      () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
  ]) {
    test(`${what} shows the board, lets traces be left, and says that the page must stay open`, async t => {
      const ruru = await comes(t, `Ruru, ${what}`, context => context.addInitScript(refuse));
      await ruru.context.setOffline(true);
      await ruru.page.getByText('offline').first().waitFor();
      await ruru.leaves(`Left offline by one ${what}`);
      await ruru.page.getByText('leave this page open until it is sent').first().waitFor();
      await ruru.context.setOffline(false);
      await uses(ruru, `Left by one ${what}`);
      await its.host.sees(`Left offline by one ${what}`);
      ruru.calm();
    });
  }

  test('that translates the page shows what is reworded, renamed, taken back and left, and how it is connected', async t => {
    const kiwi = await comes(t, 'Kiwi', context => context.addInitScript(older.translator));
    const tui = await comes(t, 'Tui');
    await tui.leaves('Swept the hall');
    await kiwi.sees('Swept the hall');
    await kiwi.page.waitForFunction(() => document.querySelector('.card font'));
    await tui.does('Swept the hall', 'Reword');
    await tui.page.getByRole('dialog').getByRole('textbox', { name: 'What did you do?' }).fill('Swept the hall and the stairs');
    await tui.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await kiwi.card('Swept the hall and the stairs').waitFor();
    assert.equal((await kiwi.cards()).filter(text => text.includes('Swept')).length, 1);

    await tui.page.getByRole('button', { name: 'You in this circle' }).click();
    await tui.page.getByLabel('Your name').fill('Tūī of the hall');
    await tui.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await kiwi.card('Swept the hall').getByText('Tūī of the hall', { exact: true }).waitFor();
    await kiwi.card('Swept the hall').getByText('Tui', { exact: true }).waitFor({ state: 'detached' });

    await kiwi.context.setOffline(true);
    await kiwi.page.locator('.state').getByText(/^offline/).waitFor();
    await kiwi.page.getByText('live', { exact: true }).waitFor({ state: 'detached' });
    await kiwi.leaves('Written offline');
    await kiwi.page.getByText('offline, 1 waiting').waitFor();
    await kiwi.context.setOffline(false);
    await kiwi.live();
    await kiwi.sees('Written offline');
    await kiwi.page.locator('.state').getByText(/^offline/).waitFor({ state: 'detached' });

    await tui.does('Swept the hall', 'Take back', true);
    await kiwi.doesNotSee('Swept the hall and the stairs');
    for (const text of ['One', 'Two', 'Three']) await tui.leaves(`${text} more`);
    await kiwi.sees('Three more');
    assert.equal((await kiwi.cards()).filter(text => text.endsWith(' more')).join(), 'Three more,Two more,One more');
    await uses(kiwi, 'Left while it is translated');
    kiwi.calm();
  });

  test('that refuses storage, channels and its history shows the board, and a trace is left', async t => {
    const weka = await comes(t, 'Weka', context =>
      context.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('refused', 'SecurityError');
        };
        Object.defineProperty(globalThis, 'localStorage', { get: refuse });
        Object.defineProperty(globalThis, 'sessionStorage', { get: refuse });
        globalThis.BroadcastChannel = class {
          constructor() {
            refuse();
          }
        };
        History.prototype.replaceState = refuse;
      }),
    );
    await uses(weka, 'Left by one that refuses');
    await weka.page.goto(its.address);
    await weka.sees('Left by one that refuses');
    weka.calm();
  });

  test('whose channel between tabs takes no message shows the board, and a trace is left', async t => {
    const takahe = await comes(t, 'Takahe', context =>
      context.addInitScript(() => {
        BroadcastChannel.prototype.postMessage = () => {
          throw new DOMException('closed', 'InvalidStateError');
        };
      }),
    );
    await uses(takahe, 'Left by one without messages');
    takahe.calm();
  });

  test('on a slow line says that the board is coming, until it comes', async t => {
    let come;
    const held = new Promise(resolve => {
      come = resolve;
    });
    const pipi = await comes(t, 'Pipi');
    await pipi.leaves('Left before the line was slow');
    await pipi.sees('Left before the line was slow');
    // Without the picture that it keeps of the board, which stands at once.
    const anew = await its.browser.newContext({ storageState: { ...(await pipi.context.storageState()), origins: [] } });
    t.after(() => anew.close());
    const page = await anew.newPage();
    await page.route(/\/api\//, async route => {
      await held;
      await route.continue();
    });
    await page.goto(its.address);
    await page.getByText('The board is coming …').filter({ visible: true }).waitFor();
    await page.locator('main[aria-busy]').getByText('The board is coming …').waitFor();
    come();
    await page.getByText('Left before the line was slow').first().waitFor();
    assert.equal(await page.getByText('The board is coming …').filter({ visible: true }).count(), 0);
  });

  test('that refuses history.pushState shows a trail all the same', async t => {
    const moa = await comes(t, 'Moa', context =>
      context.addInitScript(() => {
        History.prototype.pushState = History.prototype.replaceState = () => {
          throw new DOMException('too often', 'SecurityError');
        };
      }),
    );
    await moa.leaves('Left without a history');
    await moa.card('Left without a history').getByRole('button', { name: 'More' }).click();
    await moa.card('Left without a history').getByRole('link', { name: 'See its trail' }).click();
    await moa.page.getByRole('button', { name: 'Build on this' }).waitFor();
    moa.calm();
  });
});
