// What a new trace builds on is found, however old it is.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { bring, madeUp } from './measure.js';
import { Person } from './people.js';

/** More than the page brings by itself: two hundred are listed to pick from. */
const NEWER = 300;

describe('whoever builds on a trace', () => {
  const its = house();
  let kea;
  const sheet = () => kea.page.getByRole('dialog');

  before(async () => {
    const old = { id: 'boat', at: 1_600_000_000_000, member: 'Somebody', text: 'Mended the grêen boat' };
    const file = await madeUp(its.server.folder, NEWER);
    await writeFile(file, `${JSON.stringify(old)}\n${await readFile(file, 'utf8')}`);
    bring(its.server, file);
    await its.host.leaves('The newest of all');
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.sees('The newest of all');
  });

  test('finds it by its words and its author, also where three hundred are newer', async () => {
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
