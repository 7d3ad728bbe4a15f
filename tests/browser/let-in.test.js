// A host can sign in as anybody, for whoever lost their phone. A pod opens to that once somebody in it says that it is really them.
import { before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('a way in by a host’s link', () => {
  const its = house();
  const INTENTION = 'Learn to dry fruit';
  let kea;
  let tui;
  let back;
  const toPods = person => person.page.getByRole('link', { name: 'Pods', exact: true }).click();
  const pod = person => person.page.locator('[data-pod]').filter({ hasText: INTENTION });
  const button = (person, name) => person.page.getByRole('button', { name, exact: true });
  /** The link that a host makes for a member who lost their phone. */
  const link = async person => {
    const at = `${its.server.ready.address}/api/c/${its.server.ready.circle}`;
    const { me } = await person.page.evaluate(async at => (await fetch(`${at}/mine?cards=0`)).json(), at);
    return its.host.page.evaluate(
      async ([at, member]) => {
        const body = JSON.stringify({ id: '01890000-0000-7000-8000-0000000000f1', member, uses_max: 1 });
        const made = await fetch(`${at}/invites`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
        return (await made.json()).link;
      },
      [at, me],
    );
  };

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    await toPods(kea);
    await button(kea, 'Call a pod').click();
    await kea.page.getByRole('dialog').getByLabel('What is it for?').fill(INTENTION);
    await kea.page.getByRole('dialog').getByRole('button', { name: 'Call it' }).click();
    await pod(kea).getByRole('link').waitFor();
    await toPods(tui);
    await pod(tui).getByRole('button', { name: 'Step in' }).click();
    await pod(tui).getByRole('link').waitFor();
  });

  test('it opens no pod, and everyone in the pod sees the request, also the member’s other phone', async () => {
    back = await Person.open(its.browser, await link(tui));
    await button(back, 'Come in').click();
    await back.live();
    await toPods(back);
    await back.page.getByText('You came in by a host’s link.').waitFor();
    await back.page.getByText('Yours', { exact: true }).waitFor({ state: 'detached' });
    await kea.page.getByText('Tui came in by a host’s link.').waitFor();
    await tui.page.getByText('Somebody came in as you by a host’s link.').waitFor();
    for (const person of [back, kea, tui]) await sound(person);
    await shoot(kea, 'let-in-waits');
    await shoot(back, 'let-in-held');
  });

  test('it opens the pod once somebody confirms the member, and the request is gone', async () => {
    await button(kea, 'It’s them').click();
    await pod(back).getByRole('link').click();
    await back.page.getByRole('heading', { level: 1, name: INTENTION }).waitFor();
    await back.live();
    for (const person of [kea, tui]) await person.page.getByText('by a host’s link').waitFor({ state: 'detached' });
    for (const person of [back, kea, tui, its.host]) person.calm();
  });
});
