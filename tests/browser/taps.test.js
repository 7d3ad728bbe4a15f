// A hand that trembles, or a button that bounces: two taps in one moment are one deed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { house } from './house.js';
import { Person } from './people.js';

/** Two taps before anything can be drawn in between. */
const twice = locator =>
  locator.evaluate(each => {
    each.click();
    each.click();
  });

describe('two taps in one moment', () => {
  const its = house();
  const api = (person, path) =>
    person.page.evaluate(async path => (await fetch(`/api/c/${location.pathname.split('/')[2]}/${path}`)).json(), path);

  test('join once, post once, reword once and warm once', async t => {
    const kea = await Person.open(its.browser, its.server.ready.invite_link);
    t.after(() => kea.leave());
    const sent = [];
    kea.page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const frame = JSON.parse(payload);
        if (frame.type === 'post') sent.push(frame.draft.deed.type);
      }),
    );
    // Listened to from the first socket on.
    await kea.page.reload();
    await kea.page.getByLabel('Your name').fill('Kea');
    await twice(kea.page.getByRole('button', { name: /^Join/ }));
    await kea.live();
    const sheet = kea.page.getByRole('dialog');
    await twice(kea.page.getByRole('button', { name: 'Leave a trace' }));
    await sheet.getByRole('textbox', { name: 'What did you do?' }).fill('Left with two taps');
    await twice(sheet.getByRole('button', { name: 'Leave', exact: true }));
    await kea.sees('Left with two taps');
    await kea.does('Left with two taps', 'Reword');
    await sheet.getByRole('textbox', { name: 'What did you do?' }).fill('Reworded with two taps');
    await twice(sheet.getByRole('button', { name: 'Save' }));
    await kea.sees('Reworded with two taps');
    await its.host.leaves('To be warmed');
    await kea.sees('To be warmed');
    await twice(kea.card('To be warmed').getByRole('button', { name: /Warm/ }).first());
    await kea.leaves('The last of all');
    await its.host.sees('The last of all');
    assert.deepEqual(sent, ['leave', 'reword', 'warm', 'leave']);
    await its.host.page.goto(`${its.address}host/invites`);
    await its.host.page.getByText('The invite printed at the start').waitFor();
    const before = (await api(its.host, 'invites')).length;
    await twice(its.host.page.getByRole('button', { name: 'Make an invite' }));
    await its.host.page.getByRole('dialog').getByRole('textbox', { name: 'The link', exact: true }).waitFor();
    assert.equal((await api(its.host, 'invites')).length - before, 1);
    for (const each of [kea, its.host]) each.calm();
  });
});
