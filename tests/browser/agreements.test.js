// How a circle wants to be together, between people: proposed, tried, in everyone's own words, reviewed, lived, changed and let go.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { answers, asksAgain, dialog, facts, press, proposes, row, tap, to, wordings, words } from './agreeing.js';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { bring } from './measure.js';
import { Person } from './people.js';

const DAY_MS = 86_400_000;

describe('agreements', () => {
  const its = house();
  let host;
  before(() => {
    host = its.host;
  });
  /** Ends a test: nobody's page complained. */
  const leaves = async who => {
    for (const each of [host, who]) each.calm();
    await who.leave();
  };

  test('one is proposed without a network, tried, worded by each, looked at again, and lived', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    // Whoever joins a circle that agreed on nothing is shown nothing.
    assert.equal(await dialog(kea).count(), 0);
    await to(kea, 'Together');
    await kea.page.getByText('One sentence that you would like to live by here').waitFor();
    await sound(kea);
    await to(host, 'Together');
    await host.page.getByRole('heading', { name: 'How do we want to be together' }).waitFor();

    await kea.cutOff();
    await tap(kea, 'Propose something');
    await sound(kea);
    await shoot(kea, 'propose');
    await proposes(kea, 'We begin with a minute of silence', 'So that everyone has arrived before the first word.');
    await facts(kea, 'We notice');
    await kea.page.locator('.agreed').getByText('waiting', { exact: true }).waitFor();
    await kea.page.getByText('So that everyone has arrived').waitFor();
    await to(host, 'Now');
    await kea.context.setOffline(false);
    await host.sees('We begin with a minute of silence');
    await host.card('We begin with a minute').getByRole('link', { name: 'We notice' }).waitFor();
    await sound(host);
    await shoot(host, 'feed');

    // Its author begins the trial by two taps, and the other sees it move.
    await kea.page.locator('.agreed').getByText('waiting', { exact: true }).waitFor({ state: 'detached' });
    await tap(kea, 'Try it');
    await sound(kea);
    await shoot(kea, 'trial');
    await dialog(kea).getByRole('button', { name: 'in a week' }).click();
    await facts(kea, 'We try it until');
    await host.card('We begin with a minute').getByRole('link', { name: /^We try it until/ }).click();
    await facts(host, 'We try it until');
    await host.page.getByText('So that everyone has arrived').waitFor();

    // Each says it in their own words, also who doesn't share it.
    await tap(kea, 'Say it in your own words');
    await words(kea, 'I need a while to arrive, and I like to hear the birds', 'In my words');
    await tap(host, 'Say it in your own words');
    await sound(host);
    await shoot(host, 'word');
    await words(host, 'Silence makes me nervous. I’ll come a minute later', 'I don’t share this');
    for (const who of [kea, host]) {
      await wordings(who).filter({ hasText: 'hear the birds' }).getByText('In my words').waitFor();
      await wordings(who).filter({ hasText: 'makes me nervous' }).getByText('I don’t share this').waitFor();
    }
    // In the order of names, for both: nobody's own stands first because it is theirs.
    const said = who => wordings(who).locator('.say').allTextContents();
    assert.deepEqual(await said(kea), await said(host));
    await sound(kea);

    // Both are asked, and it moves on once it is over and was answered.
    await asksAgain(host);
    await kea.page.locator('.agreed .round').waitFor();
    assert.equal(await kea.page.getByRole('button', { name: 'What follows?' }).count(), 0);
    await answers(host, 'Keep it: we are calmer');
    await answers(kea, 'Keep it');
    await host.page.getByRole('button', { name: 'What follows?' }).waitFor();
    await tap(kea, 'What follows?');
    await sound(kea);
    await dialog(kea).getByText('Live it', { exact: true }).click();
    await shoot(kea, 'conclude');
    await press(kea, 'no day yet');
    for (const who of [kea, host]) await facts(who, 'We live it');
    await host.page.getByRole('heading', { name: 'What you said of it' }).waitFor();
    await sound(host);
    await shoot(host, 'lived');

    // A reload keeps all of it.
    await kea.page.reload();
    await facts(kea, 'We live it');
    await wordings(kea).filter({ hasText: 'makes me nervous' }).waitFor();
    await leaves(kea);
  });

  test('whoever joins is shown once how the circle wants to be together', async () => {
    const tui = await Person.member(its.browser, its.server, 'Tui');
    await dialog(tui).getByRole('heading', { name: 'How we want to be together' }).waitFor();
    await dialog(tui).getByText('We begin with a minute of silence').waitFor();
    await sound(tui);
    await shoot(tui, 'welcome');
    await press(tui, 'Go to the board');
    await dialog(tui).waitFor({ state: 'detached' });
    await tui.page.reload();
    await tui.live();
    await tui.sees('We begin with a minute of silence');
    assert.equal(await dialog(tui).count(), 0);
    await leaves(tui);
  });

  test('and is shown it later if the network is lost just then', async () => {
    const ari = await Person.open(its.browser, its.server.ready.invite_link);
    await ari.context.route('**/agreements?*', route => route.abort());
    const lost = ari.page.waitForEvent('requestfailed', { predicate: request => request.url().includes('/agreements?') });
    await ari.joins('Ari');
    await lost;
    await ari.context.unroute('**/agreements?*');
    await ari.page.reload();
    await dialog(ari).getByText('We begin with a minute of silence').waitFor();
    await press(ari, 'Go to the board');
    await leaves(ari);
  });

  test('a due one is on top and beside a retro; another replaces it, and it is let go', async () => {
    const file = join(its.server.folder, 'agreed.jsonl');
    const facet = { is: 'agreement', stage: 'test', review_on: new Date(Date.now() - 3 * DAY_MS).toISOString().slice(0, 10) };
    const trace = { id: 'a1', at: Date.now() - 40 * DAY_MS, member: 'Wren', text: 'We eat at one long table', places: [], builds_on: [] };
    await writeFile(file, `${JSON.stringify({ ...trace, why: 'Nobody eats alone.', facet })}\n`);
    bring(its.server, file);
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await dialog(kea).getByText('time to look at it again').waitFor();
    await dialog(kea).getByRole('link', { name: /We eat at one long table/ }).click();
    await dialog(kea).waitFor({ state: 'detached' });
    await kea.page.getByText('Nobody eats alone.').waitFor();
    await host.page.goto(`${its.address}together`);
    await row(host, /We eat at one long table/).waitFor();
    assert.match(await host.page.locator('.agreements .gathers').first().textContent(), /long table.*time to look at it again/);
    await sound(host);
    await shoot(host, 'together');
    await tap(host, 'Look back together');
    await press(host, 'Open it');
    await host.page.getByRole('heading', { name: 'To look at again' }).waitFor();
    await sound(host);
    await shoot(host, 'retro');
    await row(host, /We eat at one long table/).click();

    // Somebody proposes what it could go on as; it stands until a review says so.
    await tap(kea, 'Propose a change');
    await proposes(kea, 'We eat at one long table, and who wants quiet sits outside', 'Some need a pause at noon.');
    await facts(kea, 'We notice');
    await host.page.getByText('proposed in its place').waitFor();
    await asksAgain(host);
    await answers(host, 'Change it, as Kea says');
    await kea.page.getByRole('main').locator('.history').getByRole('link', { name: 'We eat at one long table', exact: true }).click();
    await answers(kea, 'Change it');
    await host.page.locator('.agreed .round').getByRole('button').click();
    await press(host, 'End the round');
    await press(host, 'End the round');
    await tap(host, 'What follows?');
    await dialog(host).getByText('Change it', { exact: true }).click();
    await dialog(host).locator('blockquote').getByText('who wants quiet sits outside').waitFor();
    await sound(host);
    await press(host, 'So it is');
    for (const who of [host, kea]) {
      await facts(who, 'Let go');
      await who.page.getByText(/goes on as/).waitFor();
    }
    await sound(kea);
    await shoot(kea, 'changed');
    await row(kea, /who wants quiet/).click();
    await facts(kea, 'We notice');

    // From above it stands with what was agreed on; what was let go doesn't.
    await host.page.goto(`${its.address}above`);
    await host.page.getByRole('heading', { name: 'How we want to be together' }).waitFor();
    await row(host, /who wants quiet/).waitFor();
    assert.equal(await host.page.locator('.agreements').getByRole('link', { name: /long table$/ }).count(), 0);
    await sound(host);
    await shoot(host, 'above');
    // Its author takes the proposal back.
    await tap(kea, 'Take back');
    await press(kea, 'Take back');
    await kea.page.getByText('Taken back by its author.').filter({ visible: true }).waitFor();
    await row(host, /who wants quiet/).waitFor({ state: 'detached' });
    await leaves(kea);
  });

  test('a second review of one is refused, in words', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await dialog(kea).getByRole('link', { name: /minute of silence/ }).click();
    await facts(kea, 'We live it');
    await host.page.goto(kea.page.url());
    await facts(host, 'We live it');
    await kea.cutOff();
    await asksAgain(kea);
    await kea.page.getByText('Asking everyone waits until there is a network.').waitFor();
    await asksAgain(host);
    await host.page.locator('.agreed .round').waitFor();
    await kea.context.setOffline(false);
    await kea.page.getByText('that review is still open').waitFor();
    await sound(kea);
    await kea.page.getByRole('button', { name: 'Discard' }).click();
    await kea.page.getByText('that review is still open').waitFor({ state: 'detached' });
    await leaves(kea);
  });

  test('a pod has its own', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await press(kea, 'Go to the board');
    await to(kea, 'Pods');
    await kea.page.getByRole('button', { name: 'Call a pod' }).click();
    await kea.page.getByLabel('What is it for?').fill('Bake for all');
    await kea.page.getByRole('button', { name: 'Call it' }).click();
    await kea.page.locator('[data-pod]').filter({ hasText: 'Bake for all' }).getByRole('link').click();
    await kea.page.getByRole('navigation').getByRole('link', { name: 'Together' }).filter({ visible: true }).click();
    await tap(kea, 'Propose something');
    await proposes(kea, 'We knead by hand', 'To feel when it is enough.');
    await tap(kea, 'Try it');
    await dialog(kea).getByRole('button', { name: 'tomorrow' }).click();
    await facts(kea, 'We try it until tomorrow');
    await sound(kea);
    await host.page.goto(`${its.address}together`);
    await row(host, /minute of silence/).waitFor();
    assert.equal(await row(host, /knead by hand/).count(), 0);
    await leaves(kea);
  });

  test('switched off, they are nowhere to be seen', async () => {
    await host.page.goto(`${its.address}host/uses`);
    await host.page.getByRole('checkbox', { name: /^Agreements/ }).uncheck();
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.sees('We begin with a minute of silence');
    assert.equal(await kea.page.getByText('We live it').count(), 0);
    assert.equal(await dialog(kea).count(), 0);
    await to(kea, 'Together');
    await kea.page.getByRole('button', { name: 'Open a round' }).waitFor();
    assert.equal(await kea.page.getByRole('heading', { name: /to be together/ }).count(), 0);
    await leaves(kea);
  });
});
