// Where one is signed in, and the way to end that.
import { test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';

const its = house();

test('a lost phone is signed out from another device, at once', async () => {
  const kea = await Person.member(its.browser, its.server, 'Kea');
  const you = kea.page.getByRole('button', { name: 'You in this circle' });
  await you.click();
  await kea.page.getByRole('button', { name: 'Make a link for it' }).click();
  const link = await kea.page.getByRole('textbox', { name: 'The link' }).inputValue();
  await kea.page.keyboard.press('Escape');
  const phone = await Person.open(its.browser, link);
  await phone.page.getByRole('button', { name: 'Come in' }).click();
  await phone.live();
  await you.click();
  await kea.page.getByText('This browser', { exact: true }).waitFor();
  await kea.page.getByRole('button', { name: 'Sign it out' }).click();
  await kea.page.getByRole('dialog').getByRole('button', { name: 'Sign it out' }).click();
  await phone.page.getByText(/Ask someone in your circle|not signed in here/).first().waitFor();
  await kea.live();
  kea.calm();
  await kea.leave();
  await phone.leave();
});
