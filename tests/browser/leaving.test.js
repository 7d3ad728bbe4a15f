// Leaving a circle: what one is told before, what the others see, and the way back.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('whoever leaves the circle', () => {
  const its = house();
  const dialog = person => person.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });
  const asks = async person => {
    await button(person.page, 'You in this circle').click();
    await button(dialog(person), 'Leave the circle').click();
  };

  test('is told that the only host can’t, and who could be one', async () => {
    await asks(its.host);
    await dialog(its.host).getByText('You are the only host.').waitFor();
    assert.equal(await button(dialog(its.host), 'Leave the circle').count(), 0);
    await sound(its.host);
    await shoot(its.host, 'leave-only-host');
    await dialog(its.host).getByRole('link', { name: 'Choose somebody' }).click();
    await its.host.page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    assert.equal(await dialog(its.host).count(), 0);
    await its.host.page.goBack();
    await button(its.host.page, 'You in this circle').waitFor();
  });

  test('is signed out everywhere at once, is seen to have left, and comes back by a host’s link as themself', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.leaves('Swept the long room');
    await its.host.sees('Swept the long room');
    await button(kea.page, 'You in this circle').click();
    await button(dialog(kea), 'Make a link for it').click();
    const own = await dialog(kea).getByRole('textbox', { name: 'The link' }).inputValue();
    await kea.page.keyboard.press('Escape');
    const phone = await Person.open(its.browser, own);
    await button(phone.page, 'Come in').click();
    await phone.live();

    await asks(kea);
    await dialog(kea).getByText('You are signed out on all your devices').waitFor();
    await sound(kea);
    await shoot(kea, 'leave');
    // Cancelled, nothing happens.
    await button(dialog(kea), 'Cancel').click();
    await kea.live();
    await asks(kea);
    await button(dialog(kea), 'Leave the circle').click();
    await kea.page.getByRole('heading', { name: /^You left / }).waitFor();
    await sound(kea);
    await shoot(kea, 'left');
    await phone.page.getByText(/not with this circle any more|not signed in here/).first().waitFor();
    await its.host.card('Swept the long room').getByText('has left').waitFor();
    await shoot(its.host, 'has-left');
    await kea.page.goto(its.server.ready.address);
    assert.equal(await kea.page.getByRole('navigation', { name: 'Your circles' }).count(), 0);

    await its.host.hosts('People');
    const sheet = await its.host.about('Kea');
    await sheet.getByRole('button', { name: /^Let back/ }).click();
    const link = await dialog(its.host).getByRole('textbox', { name: 'The link', exact: true }).inputValue();
    // Only by the link: what was open before stays closed.
    await phone.page.reload();
    await phone.page.getByText('You are not signed in here').waitFor();
    await kea.page.goto(link);
    await button(kea.page, 'Come in').click();
    await kea.live();
    await kea.card('Swept the long room').getByText('You', { exact: true }).waitFor();
    await kea.card('Swept the long room').getByText('has left').waitFor({ state: 'detached' });
    for (const person of [kea, its.host]) person.calm();
    await Promise.all([kea.leave(), phone.leave()]);
  });
});
