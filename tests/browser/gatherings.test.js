// Gatherings between people, and what is left of them where rounds are switched off.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name }).click();
const dialog = who => who.page.getByRole('dialog');
const press = (who, name) => dialog(who).getByRole('button', { name, exact: true }).click();

describe('gatherings', () => {
  const its = house();

  test('a gathering colours the header while it runs, and lists the traces left during it', async () => {
    const { host } = its;
    const kereru = await Person.member(its.browser, its.server, 'Kereru');
    await to(host, 'Together');
    await host.page.getByRole('button', { name: 'Open a gathering' }).click();
    const local = by_ms => {
      const at = new Date(Date.now() + by_ms);
      return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    };
    await dialog(host).getByLabel('Its name').fill('Autumn retreat');
    await dialog(host).getByLabel('From').fill(local(-600_000));
    await dialog(host).getByLabel('To').fill(local(-3_600_000));
    await dialog(host).getByText('It would end before it begins.').waitFor();
    await dialog(host).getByLabel('To').fill(local(3_600_000));
    await sound(host);
    await press(host, 'Open it');
    await kereru.page.getByRole('link', { name: /Autumn retreat/ }).click();
    await kereru.page.getByRole('heading', { name: 'What was left in it' }).waitFor();
    await kereru.page.getByRole('button', { name: 'Begin with a round' }).click();
    await press(kereru, 'Ask everyone');
    await dialog(kereru).getByText('What do you bring?').waitFor();
    await kereru.page.keyboard.press('Escape');
    await to(host, 'Now');
    await host.leaves('Swept the long room');
    await kereru.card('Swept the long room').waitFor();
    await sound(kereru);
    await host.page.getByRole('link', { name: /Autumn retreat/ }).click();
    await host.page.getByRole('button', { name: 'End it now' }).click();
    await press(host, 'End it now');
    await kereru.page.getByRole('button', { name: 'Look back together' }).waitFor();
    await kereru.page.reload();
    await kereru.card('Swept the long room').waitFor();
    await host.page.goto(its.address);
    await host.live();
    assert.equal(await host.page.locator('.running').count(), 0);
    kereru.calm();
    await kereru.leave();
  });

  test('switching off rounds also hides what is made of them, and nothing else', async () => {
    const { host } = its;
    const tui = await Person.member(its.browser, its.server, 'Tui');
    const gathering = () => tui.page.locator('.gathers').getByRole('link', { name: /Autumn retreat/ });
    await to(tui, 'Together');
    await gathering().click();
    const past = tui.page.url();
    await tui.page.evaluate(async () => {
      const [, , circle] = location.pathname.split('/');
      const deed = { type: 'leave', text: 'Short rounds keep people awake', learned: true };
      const draft = { id: '01990000-0000-7000-8000-000000000001', written_at_ms: Date.now(), deed };
      const body = JSON.stringify({ drafts: [draft] });
      await fetch(`/api/c/${circle}/posts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    });
    await host.hosts('What it uses');
    const back = host.page.getByRole('checkbox', { name: /^Looking back/ });
    assert.ok(await back.isEnabled());
    await host.page.getByRole('checkbox', { name: /^Rounds/ }).click();
    await host.page.getByText('It is made of “Rounds”, which is off.').waitFor();
    assert.deepEqual([await back.isChecked(), await back.isEnabled()], [false, false], 'it shows that it is off too');
    await sound(host);
    await tui.page.goto(its.address);
    await tui.live();
    await to(tui, 'Together');
    await tui.page.getByRole('button', { name: 'Open a round' }).waitFor({ state: 'detached' });
    await tui.page.getByRole('heading', { name: 'What you learned' }).waitFor();
    await tui.page.getByRole('link', { name: /, from above$/ }).waitFor();
    await tui.page.goto(past);
    await tui.page.getByRole('link', { name: /, from above$/ }).waitFor();
    await host.page.getByRole('checkbox', { name: /^Rounds/ }).click();
    await host.page.getByText('It is made of “Rounds”, which is off.').waitFor({ state: 'detached' });
    assert.deepEqual([await back.isChecked(), await back.isEnabled()], [true, true]);
    tui.calm();
    await tui.leave();
  });
});
