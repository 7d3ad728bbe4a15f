// A host hides a trace: its author hears so, and why.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('a trace that a host hides', () => {
  const its = house();
  const sheet = () => its.host.page.getByRole('dialog');

  const hides = async (text, choose) => {
    await its.host.does(text, 'Hide');
    await choose();
    await sheet().getByRole('button', { name: 'Hide', exact: true }).click();
    await sheet().waitFor({ state: 'detached' });
  };

  test('tells its author why, in words that the host picked or wrote, and stays readable to them alone', async t => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    const tui = await Person.member(its.browser, its.server, 'Tui');
    t.after(() => Promise.all([kea.leave(), tui.leave()]));
    for (const text of ['Met the neighbour at night', 'Painted the wrong door', 'Swept the yard']) {
      await kea.leaves(text);
      await its.host.sees(text);
      await tui.sees(text);
    }
    await hides('Met the neighbour', async () => {
      await sheet().getByRole('button', { name: 'It hurts somebody.' }).waitFor();
      await shoot(its.host, 'hide');
      await sound(its.host);
      await sheet().getByRole('button', { name: /^Somebody in it/ }).click();
    });
    await kea.card('Met the neighbour').getByText('Hidden by a host.').waitFor();
    await kea.card('Met the neighbour').getByText('Somebody in it may not want that.').waitFor();
    await hides('Painted the wrong door', () => sheet().getByRole('textbox', { name: 'Or in your own words' }).fill('The door was right.'));
    await kea.card('Painted the wrong door').getByText('The door was right.').waitFor();
    await hides('Swept the yard', async () => {});
    await kea.card('Swept the yard').getByText('Hidden by a host.').waitFor();
    await shoot(kea, 'hidden');
    await tui.doesNotSee('Met the neighbour at night');
    await tui.doesNotSee('Swept the yard');
    assert.equal(await tui.page.getByText('The door was right.').count(), 0);

    await its.host.does('Painted the wrong door', 'Restore');
    await kea.card('Painted the wrong door').getByText('The door was right.').waitFor({ state: 'detached' });
    // Hidden again, for another reason; then restored and hidden while the page is away, for a third one.
    await hides('Painted the wrong door', () => sheet().getByRole('textbox', { name: 'Or in your own words' }).fill('It was mine.'));
    await kea.card('Painted the wrong door').getByText('It was mine.').waitFor();
    await kea.cutOff();
    await its.host.does('Painted the wrong door', 'Restore');
    await its.host.card('Painted the wrong door').getByText('Hidden by a host.').waitFor({ state: 'detached' });
    await hides('Painted the wrong door', () => sheet().getByRole('textbox', { name: 'Or in your own words' }).fill('It is yellow.'));
    await kea.context.setOffline(false);
    await kea.live();
    await kea.card('Painted the wrong door').getByText('It is yellow.').waitFor();
    assert.equal(await kea.card('Painted the wrong door').getByText('It was mine.').count(), 0);

    // Hosts read why as well, and one whose own trace is hidden.
    await its.host.card('Painted the wrong door').getByText('It is yellow.').waitFor();
    await its.host.leaves('Rang the bell');
    await hides('Rang the bell', () => sheet().getByRole('button', { name: /^It hurts/ }).click());
    await its.host.card('Rang the bell').getByText('It hurts somebody.').waitFor();
    for (const each of [kea, tui, its.host]) each.calm();
  });
});
