// What is one's own: words that nobody else sends, links that open what they were made for, and nothing lost on the way.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

/** A sign that the server refuses and a page would not show. */
const BELL = '\u0007';

describe('what is one’s own', () => {
  let browser;
  let server;
  let host;
  let address;

  before(async () => {
    browser = await launch();
    server = await Server.start();
    host = await Person.host(browser, server);
    address = `${server.ready.address}/c/${server.ready.circle}/`;
  });

  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** A page whose network is gone, and which knows it. */
  const cutOff = async person => {
    await person.context.setOffline(true);
    await person.page.getByText('offline').first().waitFor();
  };

  test('unsent words wait for their author, whoever else comes in by the same browser', async () => {
    const kea = await Person.member(browser, server, 'Kea');
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await kea.page.getByRole('button', { name: 'Make a link for it' }).click();
    const back = await kea.page.getByRole('textbox', { name: 'The link' }).inputValue();
    await kea.page.keyboard.press('Escape');
    await cutOff(kea);
    await kea.leaves('Written by Kea without a network');
    await kea.page.getByText(/1 waiting/).waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Kea’s draft');
    // The session is gone while the browser is closed.
    await kea.page.close();
    await kea.context.clearCookies();
    await kea.context.setOffline(false);

    kea.page = await kea.tab(server.ready.invite_link);
    await kea.page.getByLabel('Your name').fill('Tui');
    await kea.page.getByRole('button', { name: /^Join/ }).click();
    await kea.live();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), '');
    await kea.write('Written by Tui');
    await host.sees('Written by Tui');
    assert.deepEqual((await kea.cards()).filter(text => text.startsWith('Written')), ['Written by Tui']);

    await kea.page.goto(back);
    await kea.page.getByRole('button', { name: 'Come in' }).click();
    await host.sees('Written by Kea without a network');
    await host.card('Written by Kea without a network').getByText('Kea', { exact: true }).waitFor();
    await kea.live();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), 'Kea’s draft');
    kea.calm();
    await kea.leave();
  });

  test('signing out says what it would lose', async () => {
    const kea = await Person.member(browser, server, 'Kaka');
    await kea.leaves(`Refused ${BELL}`);
    await kea.page.getByText('not left').waitFor();
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await kea.page.getByRole('button', { name: 'Sign out' }).click();
    await kea.page.getByText('signing out drops what has not gone out').waitFor();
    await kea.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await kea.page.getByText('Ask someone in your circle').waitFor();
    const kept = await kea.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const asked = indexedDB.open('traceboard');
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            const all = asked.result.transaction('outbox').objectStore('outbox').getAll();
            all.onsuccess = () => resolve([...all.result.map(item => item.draft.deed.text), ...Object.keys(localStorage)]);
          };
        }),
    );
    assert.deepEqual(kept, ['circles']);
    kea.calm();
    await kea.leave();
  });

  test('a reload without a network opens the board as it was', async () => {
    const kea = await Person.member(browser, server, 'Ruru');
    await kea.leaves('Read in the train');
    await host.sees('Read in the train');
    await kea.sees('Read in the train');
    await kea.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active);
    await kea.context.setOffline(true);
    await kea.page.reload();
    await kea.card('Read in the train').waitFor();
    await kea.leaves('Written in the train');
    await kea.context.setOffline(false);
    await host.sees('Written in the train');
    await kea.leave();
  });

  test('a reload opens the board where a proxy has no server behind it', async () => {
    const own = await Server.start();
    const kea = await Person.member(browser, own, 'Ruru');
    await kea.leaves('Behind the proxy');
    await kea.sees('Behind the proxy');
    await kea.page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
    await own.kill();
    const proxy = createServer((_, answer) => answer.writeHead(502).end('Bad Gateway'));
    await new Promise(resolve => proxy.listen(Number(new URL(own.ready.address).port), '127.0.0.1', resolve));
    await kea.page.reload();
    await kea.card('Behind the proxy').waitFor();
    await kea.leave();
    await new Promise(resolve => proxy.close(resolve));
    await own.end();
  });

  test('an invite opens its door where a session is gone and a picture of the board is kept', async () => {
    const kea = await Person.member(browser, server, 'Weka');
    await kea.leaves('Before the session was lost');
    await host.sees('Before the session was lost');
    await kea.page.goto('about:blank');
    await kea.context.clearCookies();
    // The server answers only once the picture stands there.
    let show;
    const shown = new Promise(resolve => {
      show = resolve;
    });
    await kea.context.route('**/snapshot*', route => shown.then(() => route.continue()));
    await kea.page.goto(server.ready.invite_link);
    await kea.page.locator('[data-trace]').getByText('Before the session was lost').waitFor();
    show();
    await kea.page.getByLabel('Your name').fill('Weka again');
    await kea.page.getByRole('button', { name: /^Join/ }).click();
    await kea.live();
    kea.calm();
    await kea.leave();
  });

  test('whoever is in already is led past the door, and another’s link can be left alone', async () => {
    const kea = await Person.member(browser, server, 'Hihi');
    await kea.page.goto(server.ready.invite_link);
    await kea.page.getByRole('button', { name: 'Leave a trace' }).waitFor();
    assert.equal(new URL(kea.page.url()).hash, '');
    await kea.page.goto('about:blank');
    await kea.page.goto(server.ready.host_link);
    await kea.page.getByRole('button', { name: 'Come in' }).waitFor();
    await kea.page.getByRole('button', { name: 'Go to the board' }).click();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).waitFor();
    assert.equal(await kea.page.getByRole('link', { name: 'Host' }).count(), 0);
    await kea.page.goto('about:blank');
    await kea.page.goto(`${address}#invite=${'x'.repeat(32)}`);
    await kea.page.getByRole('heading', { name: 'No way in here' }).waitFor();
    await kea.page.getByRole('button', { name: 'Go to the board' }).click();
    await kea.live();
    kea.calm();
    await kea.leave();
  });

  test('a refused trace is edited beside the draft that stands in the composer', async () => {
    const kea = await Person.member(browser, server, 'Tieke');
    await kea.leaves(`Rang the bell ${BELL}`);
    await kea.card('Rang the bell').getByText('not left').waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Half a thought');
    await kea.page.keyboard.press('Escape');
    await kea.card('Rang the bell').getByRole('button', { name: 'Edit' }).click();
    const words = kea.page.getByRole('textbox', { name: 'What did you do?' });
    assert.equal(await words.inputValue(), `Rang the bell ${BELL}`);
    await kea.write('Rang the bell');
    await host.sees('Rang the bell');
    await kea.page.getByText('not left').waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await words.inputValue(), 'Half a thought');
    await kea.write('A whole thought');
    await host.sees('A whole thought');
    kea.calm();
    await kea.leave();
  });

  test('a trail shows what is on its way and what was refused, and heals once there is a network', async () => {
    const kea = await Person.member(browser, server, 'Moa');
    await kea.leaves('Began a long trail');
    await host.sees('Began a long trail');
    await kea.sees('Began a long trail');
    await cutOff(kea);
    await kea.card('Began a long trail').getByRole('button', { name: 'More' }).click();
    await kea.card('Began a long trail').getByRole('link', { name: 'See its trail' }).click();
    await kea.page.getByText('The board can’t be reached').waitFor();
    await kea.page.getByRole('button', { name: 'Build on this' }).click();
    await kea.write('Went on without a network');
    await kea.card('Went on without a network').getByText('waiting').waitFor();
    await kea.page.getByRole('button', { name: 'Build on this' }).click();
    await kea.write(`And rang ${BELL}`);
    await kea.context.setOffline(false);
    await host.sees('Went on without a network');
    await kea.page.getByText('The board can’t be reached').waitFor({ state: 'detached' });
    await kea.card('And rang').getByText('not left').waitFor();
    await kea.card('Went on without a network').getByText('waiting').waitFor({ state: 'detached' });
    await kea.card('And rang').getByRole('button', { name: 'Discard' }).click();
    await kea.page.getByText('And rang').waitFor({ state: 'detached' });
    kea.calm();
    await kea.leave();
  });

  test('a trail’s address that names a trace of another place builds on the trail', async () => {
    await host.page.goto(address);
    await host.live();
    await host.card('Began a long trail').getByRole('button', { name: 'More' }).click();
    await host.card('Began a long trail').getByRole('link', { name: 'See its trail' }).click();
    await host.card('Went on without a network').waitFor();
    const trail = new URL(host.page.url()).pathname;
    await host.page.goto(`${new URL(address).origin}${trail}?at=01890000-0000-7000-8000-000000000000`);
    await host.page.getByRole('button', { name: 'Build on this' }).click();
    await host.page.getByRole('dialog').getByText('Went on without a network').waitFor();
    await host.page.keyboard.press('Escape');
    host.calm();
  });

  test('a refused deed about oneself stands where one sees it', async () => {
    await host.page.goto(address);
    await host.live();
    await host.page.getByRole('button', { name: 'You in this circle' }).click();
    await host.page.getByRole('button', { name: 'Leave the circle' }).click();
    await host.page.getByRole('dialog').getByRole('button', { name: 'Leave the circle' }).click();
    await host.page.getByText('A circle keeps at least one host.').waitFor();
    await host.page.getByRole('alert').getByRole('button', { name: 'Discard' }).click();
    await host.page.getByText('A circle keeps at least one host.').waitFor({ state: 'detached' });
    host.calm();
  });

  test('a hidden seed is not said to be taken back', async () => {
    const kea = await Person.member(browser, server, 'Toroa');
    await kea.leaves('Hidden by somebody else');
    await host.sees('Hidden by somebody else');
    await host.does('Hidden by somebody else', 'Hide', true);
    await kea.doesNotSee('Hidden by somebody else');
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.getByRole('link').filter({ hasText: 'Hidden by a host.' }).first().waitFor();
    assert.equal(await kea.page.getByText('Taken back by its author.').count(), 0);
    kea.calm();
    await kea.leave();
  });

  test('a sheet that one began to write on closes when another comes in by the same browser', async () => {
    const kea = await Person.member(browser, server, 'Kiwi');
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Kiwi’s own words');
    const other = await kea.tab(server.ready.host_link);
    await other.getByRole('button', { name: 'Come in' }).click();
    await other.getByText('live', { exact: true }).waitFor();
    await kea.context.setOffline(true);
    await kea.page.getByText('offline').first().waitFor({ state: 'attached' });
    await kea.context.setOffline(false);
    await kea.page.getByRole('dialog').waitFor({ state: 'detached' });
    await kea.page.getByRole('link', { name: 'Host', exact: true }).waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), '');
    await kea.leave();
  });

  test('what was built on a refused trace goes out after the edited one, and stands on it', async () => {
    const kea = await Person.member(browser, server, 'Kaki');
    await kea.leaves('Where it began');
    await kea.sees('Where it began');
    await cutOff(kea);
    await kea.card('Where it began').getByRole('button', { name: 'More' }).click();
    await kea.card('Where it began').getByRole('link', { name: 'See its trail' }).click();
    for (const words of [`First with a bell ${BELL}`, 'Second on the first']) {
      await kea.page.getByRole('button', { name: 'Build on this' }).click();
      await kea.write(words);
      await kea.card(words.slice(0, 12)).waitFor();
    }
    await kea.context.setOffline(false);
    await kea.card('First with a bell').getByRole('button', { name: 'Edit' }).click();
    await kea.write('First without a bell');
    await host.page.goto(address);
    await host.sees('Second on the first');
    await host.card('Second on the first').getByText(/builds on Kaki · First without a bell/).waitFor();
    assert.equal(await kea.page.getByText('not left').count(), 0);
    kea.calm();
    await kea.leave();
  });

  test('two tabs keep a draft each', async () => {
    const kea = await Person.member(browser, server, 'Kokako');
    const other = await kea.tab(address);
    const open = page => page.getByRole('button', { name: 'Leave a trace' }).click();
    const words = page => page.getByRole('textbox', { name: 'What did you do?' });
    await open(kea.page);
    await words(kea.page).fill('In the first tab');
    await open(other);
    await words(other).fill('In the second tab');
    await other.getByRole('button', { name: 'Leave', exact: true }).click();
    await kea.page.keyboard.press('Escape');
    await open(kea.page);
    assert.equal(await words(kea.page).inputValue(), 'In the first tab');
    kea.calm();
    await kea.leave();
  });

  test('a refused rewording keeps its words, to be edited', async () => {
    const kea = await Person.member(browser, server, 'Hoiho');
    await kea.leaves('Rang for lunch');
    await kea.sees('Rang for lunch');
    await kea.does('Rang for lunch', 'Reword');
    const words = kea.page.getByRole('dialog').getByRole('textbox', { name: 'What did you do?' });
    await words.fill(`Rang for supper ${BELL}`);
    await kea.page.getByRole('button', { name: 'Save' }).click();
    const aside = kea.page.getByRole('alert');
    await aside.getByText('Rang for supper').waitFor();
    await aside.getByRole('button', { name: 'Edit' }).click();
    assert.equal(await words.inputValue(), `Rang for supper ${BELL}`);
    await words.fill('Rang for supper');
    await kea.page.getByRole('button', { name: 'Save' }).click();
    await host.page.goto(address);
    await host.sees('Rang for supper');
    await aside.waitFor({ state: 'detached' });
    kea.calm();
    await kea.leave();
  });

  test('a session that is gone under an open page is told, and is not called offline', async () => {
    const kea = await Person.member(browser, server, 'Pukeko');
    await kea.leaves('While the session held');
    await kea.sees('While the session held');
    await cutOff(kea);
    await kea.context.clearCookies();
    await kea.context.setOffline(false);
    await kea.page.getByText('You are not signed in here').waitFor();
    await kea.leave();
  });

  test('whoever is let back comes in again from where they were told', async () => {
    const kea = await Person.member(browser, server, 'Tara');
    await host.page.goto(`${address}host`);
    const row = host.page.getByRole('listitem').filter({ hasText: 'Tara' });
    await row.getByRole('button', { name: 'Remove' }).click();
    await host.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await kea.page.getByText('You are not with this circle any more').first().waitFor();
    await row.getByRole('button', { name: 'Let back' }).click();
    await row.getByRole('button', { name: 'Remove' }).waitFor();
    await kea.page.getByRole('link', { name: 'Try again' }).click();
    await kea.live();
    await kea.leave();
  });

  test('a clock that is hours off tells the time of the board', async () => {
    const kea = await Person.open(browser, 'about:blank');
    await kea.context.addInitScript(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 5 * 3_600_000;
    });
    await kea.page.goto(server.ready.invite_link);
    await kea.page.getByLabel('Your name').fill('Titi');
    await kea.page.getByRole('button', { name: /^Join/ }).click();
    await kea.live();
    await kea.leaves('Told by the board’s clock');
    await kea.sees('Told by the board’s clock');
    await kea.card('Told by the board’s clock').getByText('just now', { exact: true }).waitFor();
    await kea.does('Told by the board’s clock', 'Reword');
    await kea.page.keyboard.press('Escape');
    kea.calm();
    await kea.leave();
  });

  test('who looks again after an absence sees what grew, in a tab that stayed open too', async () => {
    const kea = await Person.member(browser, server, 'Kereru');
    await host.page.goto(address);
    await kea.leaves('Sowed the far bed');
    await host.sees('Sowed the far bed');
    await kea.sees('Sowed the far bed');
    // Nobody can look away from a headless page: what a browser would say of it is said here.
    const turn = (state, later_ms) =>
      kea.page.evaluate(
        ([state, later_ms]) => {
          const now = Date.now.bind(Date);
          Date.now = () => now() + later_ms;
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        },
        [state, later_ms],
      );
    await turn('hidden', 0);
    const before_ms = await kea.page.evaluate(() => Number(/"at_ms":(\d+)/.exec(JSON.stringify({ ...localStorage }).replaceAll('\\', ''))[1]));
    await host.buildsOn('Sowed the far bed', 'Watered it');
    await kea.page.locator('[data-trace]').getByText('Watered it').waitFor({ state: 'attached' });
    const HALF_AN_HOUR_MS = 30 * 60_000;
    // The visit is put half an hour back, as if that had passed.
    const after_ms = await kea.page.evaluate(back_ms => {
      const key = Object.keys(localStorage).find(key => key.startsWith('seen '));
      const visit = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({ ...visit, at_ms: visit.at_ms - back_ms }));
      return visit.at_ms;
    }, HALF_AN_HOUR_MS + 60_000);
    assert.equal(after_ms, before_ms, 'what comes into a page that nobody looks at is no visit');
    await turn('visible', HALF_AN_HOUR_MS + 60_000);
    await kea.page.getByText('While you were away, this grew from yours').waitFor();
    await kea.page.getByRole('region', { name: /While you were away/ }).getByText('Watered it').waitFor();
    kea.calm();
    await kea.leave();
  });
});
