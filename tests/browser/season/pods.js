// Pods by Reconnect and by a call, and the rhythm in which the circle meets.
import assert from 'node:assert/strict';
import { post } from '../eyes.js';
import { Person } from '../people.js';
import { button, day, dialog, phone, picture, press, sound, to } from './stage.js';

const pod = (who, intention) => who.page.locator('[data-pod]').filter({ hasText: intention });

export async function pods(its) {
  const { browser, server, host, kea, come } = its;
  const tui = await Person.member(browser, server, 'Tui', phone);
  its.tui = tui;
  await come('Hihi', 'Korimako', 'Kakapo', 'Kereru', 'Piwakawaka', 'Tara');
  await to(host, 'Pods');
  await host.page.getByRole('link', { name: 'Reconnect', exact: true }).click();
  const groups = host.page.locator('.groups li');
  await groups.nth(2).waitFor();
  assert.equal(await groups.count(), 3, 'fifteen in groups of five');
  await host.page.getByLabel('What is it for?').fill('Cook one meal together');
  await picture(host, 'reconnect', host.page.getByRole('heading', { name: 'Reconnect' }));
  await button(host.page, 'Invite everyone to theirs').click();
  await host.page.getByText('Invited. Each is told of theirs alone.').waitFor();
  await to(kea, 'Pods');
  await kea.page.getByRole('heading', { name: 'You are invited' }).waitFor();
  await button(kea.page, 'Call a pod').click();
  await dialog(kea).getByLabel('What is it for?').fill('Bake bread on Tuesdays');
  await press(kea, 'Call it');
  await pod(kea, 'Bake bread').getByRole('link').waitFor();
  await picture(kea, 'pods');
  await button(pod(kea, 'Cook one meal'), 'Step in').click();
  await pod(kea, 'Cook one meal').getByRole('link').click();
  await kea.page.getByRole('heading', { level: 1, name: 'Cook one meal together' }).waitFor();
  await kea.live();
  await kea.leaves('Bought leeks for twelve');
  await kea.sees('Bought leeks');
  await sound(kea);
  await to(tui, 'Pods');
  await pod(tui, 'Cook one meal').first().waitFor();
  assert.equal(await tui.page.getByText('Bought leeks').count(), 0, 'what is in a pod');
  await button(kea.page, 'To the pods').click();
  await to(kea, 'Now');
}

export async function rhythm(its) {
  const { host, kea } = its;
  const rhythm = { every: 'week', on: 'thu', at: '19:00', time_zone: 'UTC', from: day(0) };
  await post(host, [{ type: 'set_rhythm', rhythm }]);
  await kea.page.getByRole('button', { name: /^We meet/ }).waitFor();
  await host.page.getByRole('button', { name: /^We meet/ }).click();
  await button(dialog(host), 'Not this time').first().waitFor();
  await picture(host, 'rhythm');
  await host.page.keyboard.press('Escape');
}
