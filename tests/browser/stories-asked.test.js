// A trace of a pod that somebody would like to tell in the circle: its author is asked, and nobody is told what they answered.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { check } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('what is told outside a pod', () => {
  const its = house();
  let kea;
  let tui;
  const dialog = who => who.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
  });

  test('a pod’s trace is shared only by its author, and whoever asked gets no answer', async () => {
    const toPod = async who => {
      await who.page.goto(`${its.address}pods`);
      await who.page.locator('[data-pod]').filter({ hasText: 'Dry fruit' }).getByRole('link').click();
      await who.page.getByRole('heading', { level: 1, name: 'Dry fruit' }).waitFor();
      await who.live();
    };
    await kea.page.goto(`${its.address}pods`);
    await button(kea.page, 'Call a pod').click();
    await dialog(kea).getByLabel('What is it for?').fill('Dry fruit');
    await button(dialog(kea), 'Call it').click();
    await toPod(kea);
    await tui.page.goto(`${its.address}pods`);
    await button(tui.page.locator('[data-pod]').filter({ hasText: 'Dry fruit' }), 'Step in').click();
    await toPod(tui);
    for (const text of ['Sliced the apples', 'Cut my thumb']) {
      await kea.leaves(text);
      await tui.sees(text);
      await tui.does(text, 'Ask to tell it outside');
      await tui.page.getByText('Its author is asked').waitFor();
    }
    const asked = kea.page.getByRole('region', { name: /would like to tell this/ });
    // Both are asked about, one after the other: one stays, one goes out.
    await asked.getByText('Cut my thumb').waitFor();
    await check(kea.page);
    await button(asked, 'Keep it here').click();
    await asked.getByText('Sliced the apples').waitFor();
    await button(asked, 'Let it out').click();
    await asked.waitFor({ state: 'detached' });
    await its.host.sees('Sliced the apples');
    assert.equal(await its.host.page.getByText('Cut my thumb').count(), 0);
    // Neither answer is to be seen where it was asked.
    assert.equal(await tui.page.getByText(/kept|declined|let out/i).count(), 0);
    await kea.page.reload();
    await kea.live();
    await kea.sees('Sliced the apples');
    assert.equal(await asked.count(), 0, 'what was answered is asked no second time');
    for (const who of [kea, tui]) who.calm();
  });
});
