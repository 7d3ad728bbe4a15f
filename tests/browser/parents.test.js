// What a new trace builds on is found, however old it is.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { post, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

/** More than a page brings before somebody asks for older ones. */
const NEWER = 100;

describe('whoever builds on a trace', () => {
  const its = house();
  let kea;
  const sheet = () => kea.page.getByRole('dialog');

  before(async () => {
    await its.host.leaves('Mended the grêen boat');
    await its.host.sees('Mended the grêen boat');
    await post(its.host, Array.from({ length: NEWER }, (_, index) => ({ type: 'leave', text: `Something newer, number ${index + 1}` })));
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.sees(`number ${NEWER}`);
  });

  test('finds it by its words and its author, also where a hundred are newer', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await sheet().getByRole('textbox', { name: 'What did you do?' }).fill('Painted it as well');
    await sheet().getByRole('button', { name: '+ build on…' }).click();
    assert.equal(await sheet().getByRole('listitem').filter({ hasText: 'boat' }).count(), 0);
    await sheet().getByRole('searchbox', { name: 'Find a trace' }).fill('BOAT green');
    const found = sheet().getByRole('listitem').filter({ hasText: 'Mended the grêen boat' });
    await found.waitFor();
    assert.equal(await sheet().getByRole('listitem').count(), 1);
    await sound(kea);
    await found.getByRole('button').click();
    await sheet().getByRole('button', { name: 'Leave', exact: true }).click();
    await kea.sees('Painted it as well');
    await kea.card('Painted it as well').getByText('Mended the grêen boat').waitFor();
    kea.calm();
  });

  test('is told when no trace has these words', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await sheet().getByRole('button', { name: '+ build on…' }).click();
    await sheet().getByRole('searchbox', { name: 'Find a trace' }).fill('a submarine');
    await sheet().getByText('No trace has these words.').waitFor();
    await kea.page.keyboard.press('Escape');
    await kea.page.keyboard.press('Escape');
    kea.calm();
  });
});
