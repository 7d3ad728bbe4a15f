// What waits on a phone before it is sent: it can be changed and taken back, and is never there twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';
import { Network } from './network.js';

describe('what waits', () => {
  const its = house();
  let network;
  let kea;
  before(async () => {
    network = await Network.before(its.server);
    kea = await Person.member(its.browser, network, 'Kea', { hasTouch: true });
  });
  after(async () => {
    await kea?.leave();
    await network?.end();
  });
  const sheet = () => kea.page.getByRole('dialog');
  const text = () => sheet().getByRole('textbox', { name: 'What did you do?' });
  const online = async () => {
    await kea.context.setOffline(false);
    await kea.live();
  };
  const save = async () => {
    await sheet().getByRole('button', { name: 'Save' }).click();
    await sheet().waitFor({ state: 'detached' });
  };
  const takeBack = async words => {
    await kea.card(words).getByRole('button', { name: 'Take back' }).click();
    await sheet().getByRole('button', { name: 'Take back' }).click();
    await kea.doesNotSee(words);
  };

  test('is changed with all that it holds, and goes out once, as it was changed', async () => {
    await its.host.leaves('Swept the long room');
    await kea.sees('Swept the long room');
    await kea.cutOff();
    await kea.buildsOn('Swept the long room', 'Laid the carpet');
    await kea.card('Laid the carpet').getByRole('button', { name: 'Edit' }).click();
    assert.equal(await text().inputValue(), 'Laid the carpet');
    await sheet().locator('.on').getByText('Swept the long room').waitFor();
    await text().fill('Laid the carpet and forty cushions');
    await sheet().getByRole('button', { name: 'Someone could…' }).click();
    await sheet().getByRole('textbox', { name: 'Someone could' }).fill('bring the candles');
    await sound(kea, 'what waits, in the composer');
    await save();
    await kea.card('forty cushions').getByText('waiting', { exact: true }).waitFor();
    await shoot(kea, 'compose-waits');
    await sound(kea, 'a trace that waits');
    await online();
    await kea.sees('forty cushions');
    await its.host.sees('Laid the carpet and forty cushions');
    const card = its.host.card('forty cushions');
    await card.getByText('bring the candles').waitFor();
    await card.getByText('Swept the long room').waitFor();
    assert.equal(await card.getByText('reworded').count(), 0);
    assert.deepEqual((await its.host.cards()).filter(each => each.startsWith('Laid')), ['Laid the carpet and forty cushions']);
  });

  test('is taken back, and nobody ever sees it', async () => {
    await kea.cutOff();
    await kea.leaves('Nothing that anybody sees');
    await takeBack('Nothing that anybody sees');
    await kea.leaves('Something that all see');
    await online();
    await its.host.sees('Something that all see');
    await kea.sees('Something that all see');
    for (const each of [kea, its.host]) assert.ok(!(await each.cards()).includes('Nothing that anybody sees'));
  });

  test('is reworded after it where the answer is held back', async () => {
    network.hold();
    await kea.leaves('Sent, and not answered');
    await its.host.sees('Sent, and not answered');
    await kea.card('Sent, and not answered').getByRole('button', { name: 'Edit' }).click();
    await sheet().getByText('This is on its way').waitFor();
    await text().fill('Sent, and changed on its way');
    await save();
    await kea.card('Sent, and changed on its way').waitFor();
    network.release();
    await its.host.sees('Sent, and changed on its way');
    await kea.sees('Sent, and changed on its way');
    for (const each of [kea, its.host])
      assert.deepEqual((await each.cards()).filter(each => each.startsWith('Sent')), ['Sent, and changed on its way']);
  });

  test('is withdrawn after it where the answer is held back', async () => {
    network.hold();
    await kea.leaves('Taken back on its way');
    await its.host.sees('Taken back on its way');
    await takeBack('Taken back on its way');
    network.release();
    await its.host.doesNotSee('Taken back on its way');
    assert.ok(!(await kea.cards()).includes('Taken back on its way'));
    kea.calm();
  });

  test('leaves nothing behind that nobody built on, and a quiet line where somebody did', async () => {
    await kea.leaves('Nobody builds on this');
    await kea.leaves('Somebody builds on this');
    await its.host.sees('Somebody builds on this');
    await its.host.buildsOn('Somebody builds on this', 'Built by the host');
    await kea.sees('Built by the host');
    await kea.sees('Nobody builds on this');
    await kea.does('Nobody builds on this', 'Take back', true);
    // The newer card quotes it.
    const own = kea.page.locator('[data-trace]').filter({ has: kea.page.locator('.say', { hasText: 'Somebody builds on this' }) });
    await own.getByRole('button', { name: 'More' }).click();
    await own.getByRole('button', { name: 'Take back' }).click();
    await sheet().getByRole('button', { name: 'Take back' }).click();
    for (const each of [kea, its.host]) {
      await each.doesNotSee('Nobody builds on this');
      await each.page.locator('.say', { hasText: 'Somebody builds on this' }).waitFor({ state: 'detached' });
      await each.page.getByText('Taken back by its author.').waitFor();
      assert.equal(await each.page.getByText('Taken back by its author.').count(), 1);
      await each.page.locator('.withdrawn').getByRole('link', { name: '1 grew from this' }).waitFor();
      await sound(each, 'after taking back');
    }
    await shoot(kea, 'compose-taken-back');
  });
});
