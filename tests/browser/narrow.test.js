// The narrowest phone, 320 px wide: with long names and words without a gap nothing is cut off, and nothing lies beside the screen.
import { before, describe, test } from 'node:test';
import { narrow, post, shoot } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const LONG = 'Wm'.repeat(20);
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2);

describe('on a screen of 320 px', () => {
  const its = house();
  let long;
  const button = (person, name) => person.page.getByRole('button', { name, exact: true });
  const to = (person, name) => person.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const dialog = person => person.page.getByRole('dialog');

  before(async () => {
    long = await Person.member(its.browser, its.server, LONG);
    await its.host.leaves('Swept the long room');
    await long.buildsOn('Swept the long room', `Oiled ${WORD}`);
    await its.host.sees(`Oiled ${WORD}`);
    const soon = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    await post(long, [
      { type: 'leave', text: `Learned ${WORD}`, learned: true },
      { type: 'leave', text: `Will ${WORD}`, facet: { is: 'promise', due: soon } },
    ]);
    await its.host.sees(`Learned ${WORD}`);
  });

  test('the newest traces and who is here', async () => {
    await narrow(long, 'now');
    await long.page.getByRole('button', { name: /here$/ }).click();
    await dialog(long).getByText(LONG).first().waitFor();
    await narrow(long, 'who is here');
    await shoot(long, 'narrow-here');
    await long.page.keyboard.press('Escape');
  });

  test('the weave, its table and its choice of a person', async () => {
    await to(long, 'Pods');
    await narrow(long, 'pods');
    await long.page.getByRole('link', { name: 'Who builds with whom', exact: true }).click();
    await long.page.locator('svg.weave').waitFor();
    await narrow(long, 'the weave');
    await long.page.getByText('As a table').click();
    await long.page.getByRole('rowheader', { name: LONG, exact: true }).waitFor();
    await narrow(long, 'the weave’s table');
    await long.page.getByLabel('Look at').selectOption({ label: LONG });
    await narrow(long, 'one person’s ties');
    await long.page.goBack();
    await button(long, 'Call a pod').waitFor();
    await to(long, 'Now');
  });

  test('from above', async () => {
    await to(its.host, 'Together');
    await button(its.host, 'Open a gathering').click();
    await dialog(its.host).getByLabel('Its name').fill(`Retreat of ${WORD}`);
    await dialog(its.host).getByRole('button', { name: 'Open it', exact: true }).click();
    await dialog(its.host).waitFor({ state: 'detached' });
    await narrow(its.host, 'together');
    await its.host.page.goto(`${its.address}above`);
    await its.host.page.getByRole('heading', { name: 'What was learned' }).waitFor();
    await its.host.page.getByText(`Will ${WORD}`).first().waitFor();
    await narrow(its.host, 'from above');
    await shoot(its.host, 'narrow-above');
  });

  test('every place and sheet that one comes to', async () => {
    const { host } = its;
    for (const place of ['', 'warm', 'quiet', 'open', 'together', 'pods', 'stories', 'host', 'above?sisters']) {
      await host.page.goto(its.address + place);
      await host.live();
      await narrow(host, place || 'now');
    }
    await host.page.goto(its.address);
    const closes = async what => {
      await dialog(host).waitFor();
      await narrow(host, what);
      await host.page.keyboard.press('Escape');
      await dialog(host).waitFor({ state: 'detached' });
    };
    await button(host, 'Leave a trace').click();
    await closes('the composer');
    await button(host, 'You in this circle').click();
    await closes('the profile');
    await host.card(`Oiled ${WORD}`).getByRole('link').first().click();
    await button(host, 'Build on this').waitFor();
    await narrow(host, 'a trail');
    await button(host, 'Build on this').click();
    await closes('the composer of what is built on');
    await host.page.goto(`${its.address}together`);
    for (const sheet of ['Open a round', 'Open a gathering']) {
      await button(host, sheet).click();
      await closes(sheet);
    }
    await host.page.goto(`${its.address}pods`);
    await button(host, 'Call a pod').click();
    await closes('calling a pod');
  });
});
