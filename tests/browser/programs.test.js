// Programs on the host's page: what writes or reads here by itself.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shoot, small, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('programs', () => {
  const its = house();
  let page;
  let kea;
  const button = name => page.getByRole('button', { name, exact: true });
  const sheet = () => page.getByRole('dialog');

  before(async () => {
    ({ page } = its.host);
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.leaves('Wrote both soup recipes on one card');
  });

  test('lets a program in, whose token leaves traces until it is ended', async () => {
    await page.goto(`${its.address}host/programs`);
    await page.getByLabel('Its name').fill('Kitchen board');
    await button('Let a program in').click();
    const [token, address] = await Promise.all(
      ['Token', 'Where it leaves traces'].map(name => page.getByRole('textbox', { name, exact: true }).inputValue()),
    );
    await page.getByRole('listitem').filter({ hasText: 'Kitchen board' }).waitFor();
    await page.getByText('For example').click();
    await button('Make an address').click();
    const feed = page.getByRole('textbox', { name: 'Address of the feed' });
    assert.match(
      await (await fetch(await feed.inputValue())).text(),
      /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">.*Wrote both soup recipes/s,
    );
    assert.deepEqual(await small(page), []);
    await sound(its.host);
    await shoot(its.host, 'host-program');
    const leave = text =>
      fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ text, open_end: 'bring some to the barn' }),
      });
    assert.equal((await leave('Bread is out of the oven')).status, 200);
    const card = kea.card('Bread is out of the oven');
    await card.getByText('program', { exact: true }).waitFor();
    await sound(kea);
    await shoot(kea, 'host-program-card');
    await button('End Kitchen board').click();
    await sheet().getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('No program yet.').waitFor();
    assert.equal((await leave('Bread again')).status, 401);
    // It is nobody whom a host looks for among the people.
    await page.goto(`${its.address}host/people`);
    await page.getByRole('button', { name: /Kea/ }).waitFor();
    assert.equal(await page.getByText('Kitchen board').count(), 0);
    its.host.calm();
  });

  test('adds a webhook, whose secret is shown once, and removes it', async () => {
    await page.goto(`${its.address}host/programs`);
    await page.getByLabel('Where to tell it').fill('http://hooks.example/traces');
    await button('Add a webhook').click();
    await page.getByText('Only an https address').waitFor();
    await page.getByLabel('Where to tell it').fill('https://hooks.example/traces');
    await button('Add a webhook').click();
    assert.match(await page.getByRole('textbox', { name: 'Secret', exact: true }).inputValue(), /^whsec_[A-Za-z0-9+/]{43}=$/);
    await page.getByRole('listitem').filter({ hasText: 'hooks.example' }).getByText('added by Host').waitFor();
    assert.deepEqual(await small(page), []);
    await sound(its.host);
    await shoot(its.host, 'host-webhook');
    await button('Remove https://hooks.example').click();
    await sheet().getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No webhook yet.').waitFor();
    its.host.calm();
  });
});
