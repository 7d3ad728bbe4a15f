// What the page tells is so: trails on their way, hidden words, times, and what grew during an absence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { house } from './house.js';
import { BELL, Person } from './people.js';

describe('what is told', () => {
  const its = house();

  test('a trail shows unsent and refused traces, and updates once there is a network', async () => {
    const kea = await Person.member(its.browser, its.server, 'Moa');
    await kea.leaves('Began a long trail');
    await its.host.sees('Began a long trail');
    await kea.sees('Began a long trail');
    // Where trails are shown without a network too.
    await kea.kept();
    await kea.cutOff();
    await kea.card('Began a long trail').getByRole('button', { name: 'More' }).click();
    await kea.card('Began a long trail').getByRole('link', { name: 'See its trail' }).click();
    await kea.page.getByText('The board can’t be reached').waitFor();
    await kea.page.getByRole('button', { name: 'Build on this' }).click();
    await kea.write('Went on without a network');
    await kea.card('Went on without a network').getByText('waiting').waitFor();
    await kea.page.getByRole('button', { name: 'Build on this' }).click();
    await kea.write(`And rang ${BELL}`);
    await kea.context.setOffline(false);
    await its.host.sees('Went on without a network');
    await kea.page.getByText('The board can’t be reached').waitFor({ state: 'detached' });
    await kea.card('And rang').getByText('not left').waitFor();
    await kea.card('Went on without a network').getByText('waiting').waitFor({ state: 'detached' });
    await kea.card('And rang').getByRole('button', { name: 'Discard' }).click();
    await kea.page.getByText('And rang').waitFor({ state: 'detached' });
    kea.calm();
    await kea.leave();
  });

  test('a trail’s address with a trace of another trail builds on the trail', async () => {
    await its.host.page.goto(its.address);
    await its.host.live();
    // What came after the picture that it is shown from waits behind the pill.
    await its.host.sees('Began a long trail');
    await its.host.card('Began a long trail').getByRole('button', { name: 'More' }).click();
    await its.host.card('Began a long trail').getByRole('link', { name: 'See its trail' }).click();
    await its.host.card('Went on without a network').waitFor();
    const trail = new URL(its.host.page.url()).pathname;
    await its.host.page.goto(`${new URL(its.address).origin}${trail}?at=01890000-0000-7000-8000-000000000000`);
    await its.host.page.getByRole('button', { name: 'Build on this' }).click();
    await its.host.page.getByRole('dialog').getByText('Went on without a network').waitFor();
    await its.host.page.keyboard.press('Escape');
    its.host.calm();
  });

  test('a hidden seed is not shown as withdrawn', async () => {
    const kea = await Person.member(its.browser, its.server, 'Toroa');
    await its.host.page.goto(its.address);
    const tui = await Person.member(its.browser, its.server, 'Titipounamu');
    await kea.leaves('Hidden by somebody else');
    await tui.sees('Hidden by somebody else');
    await its.host.sees('Hidden by somebody else');
    await its.host.does('Hidden by somebody else', 'Hide', true);
    await tui.doesNotSee('Hidden by somebody else');
    // Its author may read it still, and is told.
    await kea.card('Hidden by somebody else').getByText('Hidden by a host.').waitFor();
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.getByRole('link').filter({ hasText: 'Hidden by a host.' }).first().waitFor();
    assert.equal(await kea.page.getByText('Taken back by its author.').count(), 0);
    await tui.page.getByRole('link', { name: 'Warm trails' }).click();
    await tui.page.getByRole('link').filter({ hasText: 'Hidden by a host.' }).first().waitFor();
    for (const person of [kea, tui]) {
      person.calm();
      await person.leave();
    }
  });

  test('a phone whose clock is hours off shows the board’s time', async () => {
    const kea = await Person.open(its.browser, 'about:blank');
    await kea.context.addInitScript(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 5 * 3_600_000;
    });
    await kea.page.goto(its.server.ready.invite_link);
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

  test('after an absence the page shows what grew, also in a tab that stayed open', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kereru');
    await its.host.page.goto(its.address);
    await kea.leaves('Sowed the far bed');
    await its.host.sees('Sowed the far bed');
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
    await its.host.buildsOn('Sowed the far bed', 'Watered it');
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
    await kea.page.getByText('Grew from yours').waitFor();
    await kea.page.getByRole('region', { name: 'Grew from yours' }).getByText('Watered it').waitFor();
    kea.calm();
    await kea.leave();
  });
});
