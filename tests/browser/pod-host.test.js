// What a pod's host may do about its members, and whom those in it see.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('a pod’s host', () => {
  const its = house();
  const INTENTION = 'Learn to dry fruit';
  let kea;
  let tui;
  const pod = person => person.page.locator('[data-pod]').filter({ hasText: INTENTION });
  const dialog = person => person.page.getByRole('dialog');
  const about = async person => {
    await person.page.getByRole('button', { name: /until/ }).click();
    await dialog(person).getByRole('heading', { name: 'Who is in it' }).waitFor();
  };
  const row = (person, name) => dialog(person).getByRole('listitem').filter({ hasText: name });
  const toPods = person => person.page.getByRole('link', { name: 'Pods', exact: true }).click();

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    const weka = await Person.member(its.browser, its.server, 'Weka');
    await weka.leave();
    await toPods(kea);
    await kea.page.getByRole('button', { name: 'Call a pod' }).click();
    await dialog(kea).getByLabel('What is it for?').fill(INTENTION);
    await dialog(kea).getByRole('button', { name: 'Call it' }).click();
    await pod(kea).getByRole('link').click();
    await about(kea);
    await dialog(kea).getByRole('button', { name: 'Invite someone from the circle' }).click();
    await row(kea, 'Weka').getByRole('button', { name: 'Invite' }).click();
    await row(kea, 'Weka').getByText('invited').waitFor();
    await kea.page.keyboard.press('Escape');
    await toPods(tui);
    await pod(tui).getByRole('button', { name: 'Step in' }).click();
    await pod(tui).getByRole('link').click();
    await tui.live();
  });

  test('is not the only one who sees who is invited, but the only one who removes somebody', async () => {
    await about(tui);
    await row(tui, 'Weka').getByText('invited', { exact: true }).waitFor();
    assert.equal(await dialog(tui).getByRole('button', { name: 'Remove' }).count(), 0);
    await sound(tui);
    await tui.page.keyboard.press('Escape');
    await tui.leaves('Sliced the apples');
    await kea.sees('Sliced the apples');
  });

  test('removes a member, who sees the pod no more, and lets them come back', async () => {
    await about(kea);
    await sound(kea);
    await shoot(kea, 'pod-host');
    await row(kea, 'Tui').getByRole('button', { name: 'Remove' }).click();
    await shoot(kea, 'pod-remove');
    await dialog(kea).getByRole('button', { name: 'Remove' }).click();
    await tui.page.getByText('You are not in this pod any more.').waitFor();
    assert.equal(await tui.page.getByText('Sliced the apples').count(), 0);
    // What they left stays with the others.
    await kea.card('Sliced the apples').waitFor();
    await about(kea);
    await row(kea, 'Tui').getByText('removed').waitFor();
    await row(kea, 'Tui').getByRole('button', { name: 'May come back' }).click();
    await row(kea, 'Tui').waitFor({ state: 'detached' });
    await kea.page.keyboard.press('Escape');
    await tui.page.getByRole('link', { name: 'To the pods' }).click();
    await pod(tui).getByRole('button', { name: 'Step in' }).click();
    await pod(tui).getByRole('link').click();
    await tui.card('Sliced the apples').waitFor();
    for (const person of [kea, tui]) person.calm();
  });
});
