// A circle that has grown: its hosts are told once, and seed a new one by a link.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

/** From how many on a circle is large. */
const LARGE = 150;

/** An id as a page makes it: of version 7. */
const newId = () => {
  const ms = Date.now().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${randomUUID().slice(15)}`;
};

/** Members without a page join by the invite. */
async function join({ invite_link }, count) {
  const [, origin, circle, secret] = /^(.*)\/c\/(.*)\/#invite=(.*)$/.exec(invite_link);
  for (let n = 0; n < count; n++) {
    const body = JSON.stringify({ request: newId(), secret, name: `Member ${n}` });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${origin}/api/c/${circle}/join`, { method: 'POST', headers, body });
    assert.equal(answer.status, 200, await answer.text());
  }
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
    await join(its.server.ready, LARGE - 3);
    await kea.leaves('counted the chairs');
    await host.sees('counted the chairs');
    assert.equal(await told(host).count(), 0, 'one less is none too many');
    await join(its.server.ready, 1);
    await told(host).waitFor();
    await sound(host);
    await shoot(host, 'grown');
    assert.equal(await told(kea).count(), 0);

    await host.page.getByRole('main').getByRole('link', { name: 'Seed a circle' }).click();
    await host.page.getByRole('heading', { name: 'Circles that grow from this one' }).scrollIntoViewIfNeeded();
    await host.page.getByRole('textbox', { name: 'The new circle’s name' }).fill('Garden crew');
    await host.page.getByRole('button', { name: 'Seed a circle' }).click();
    const link = await host.page.getByRole('textbox', { name: 'For you' }).inputValue();
    await host.page.getByText('Garden crew', { exact: true }).waitFor();
    await sound(host);
    await shoot(host, 'seeded');
    const founder = await Person.open(its.browser, link);
    await founder.page.getByRole('button', { name: 'Come in' }).click();
    await founder.live();
    await founder.page.getByText('Garden crew').first().waitFor();
    await founder.leave();

    await host.page.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
    await host.sees('counted the chairs');
    assert.equal(await told(host).count(), 0, 'it is told no more');
    for (const each of [host, kea]) each.calm();
    await kea.leave();
  });
});
