// A circle that has grown: its hosts are told once, and seed a new one by a link.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';
import { Member } from './season/stage.js';

/** From how many on a circle is large. */
const LARGE = 150;

/** Members without a page come in by the invite. */
async function join(server, count) {
  for (let n = 0; n < count; n += 1) await Member.join(server, `Member ${n}`);
}

describe('budding', () => {
  const its = house();
  let host;
  before(() => {
    host = its.host;
  });

  test('hosts alone are told that the circle has grown, and a new one begins with what this one agreed', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    const told = who => who.page.getByRole('heading', { name: 'This circle has grown' });
    await join(its.server, LARGE - 3);
    await kea.leaves('counted the chairs');
    await host.sees('counted the chairs');
    assert.equal(await told(host).count(), 0, 'one less is none too many');
    await join(its.server, 1);
    await told(host).waitFor();
    await sound(host);
    await shoot(host, 'grown');
    assert.equal(await told(kea).count(), 0);

    await host.page.getByRole('main').getByRole('link', { name: 'Seed a circle' }).click();
    await host.page.getByRole('heading', { name: 'Circles that grow from this one' }).scrollIntoViewIfNeeded();
    await host.page.getByRole('textbox', { name: 'The new circle’s name' }).fill('Garden crew');
    await host.page.getByRole('button', { name: 'Seed a circle' }).click();
    const link = await host.page.getByRole('textbox', { name: 'For you' }).inputValue();
    await host.page.getByText('Garden crew', { exact: true }).first().waitFor();
    // Among the sister circles it stands at once.
    await host.page.getByText('it grew from this circle').waitFor();
    await sound(host);
    await shoot(host, 'seeded');
    const founder = await Person.open(its.browser, link);
    await founder.page.getByRole('button', { name: 'Come in' }).click();
    await founder.live();
    await founder.page.getByText('Garden crew').first().waitFor();
    await founder.leave();

    await host.page.getByRole('button', { name: 'Back', exact: true }).click();
    await host.page.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
    await host.sees('counted the chairs');
    assert.equal(await told(host).count(), 0, 'it is told no more');
    for (const each of [host, kea]) each.calm();
    await kea.leave();
  });
});
