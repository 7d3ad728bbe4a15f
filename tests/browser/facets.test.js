// Open ends and promises between two browsers, live and without a network, and what a circle switches off.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const DAY_MS = 86_400_000;
/** A day in the time zone of a circle that has none. */
const day = days => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describe('facets', () => {
  const its = house();
  let kea;
  let tui;
  const dialog = person => person.page.getByRole('dialog');
  /** The card with these words of its own: one that builds on it names them too. */
  const card = (person, text) => person.page.locator('[data-trace]').filter({ has: person.page.locator('.say', { hasText: text }) });
  const button = (within, name) => within.getByRole('button', { name, exact: true });

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
  });

  /** The way to the open ends comes and goes as one looks at the board anew: what is being read doesn't move. */
  const lookAnew = async person => {
    await person.page.getByRole('link', { name: 'Warm trails' }).click();
    await toNow(person);
  };
  /** The way to the open ends, above the feed. */
  const offered = person => person.page.locator('button.could');
  const toOpenEnds = async person => {
    await lookAnew(person);
    await offered(person).click();
    await person.page.getByRole('heading', { name: 'Someone could…' }).waitFor();
    await person.page.locator('.tabs [aria-current]', { hasText: 'Now' }).waitFor();
  };
  const toNow = person => person.page.getByRole('link', { name: 'Now', exact: true }).click();
  /** Leaves what stands in the composer. */
  const leave = async (person, text) => {
    await dialog(person).getByRole('textbox').first().fill(text);
    await button(dialog(person), 'Leave').click();
    await dialog(person).waitFor({ state: 'detached' });
  };

  test('an open end is taken up from its view, live, naming who did; withdrawn it is open again', async () => {
    await kea.leaves('Painted the wall', 'paint the door');
    await tui.sees('Painted the wall');
    await toOpenEnds(tui);
    await sound(tui, 'open ends');
    await toOpenEnds(kea);
    await button(tui.page, 'paint the door').click();
    const takes = dialog(tui).getByRole('checkbox', { name: /This takes up/ });
    assert.ok(await takes.isChecked(), 'it was opened from the open end');
    await sound(tui, 'the composer on an open end');
    await leave(tui, 'Painted the door');
    await button(kea.page, 'paint the door').waitFor({ state: 'detached' });
    for (const person of [kea, tui]) await toNow(person);
    await kea.sees('Painted the door');
    await card(kea, 'Painted the wall').getByRole('link', { name: 'Tui took this up' }).waitFor();
    await card(tui, 'Painted the wall').getByRole('link', { name: 'You took this up' }).waitFor();
    await tui.does('Painted the door', 'Take back', true);
    await card(kea, 'Painted the wall').getByText('took this up').waitFor({ state: 'detached' });
    for (const person of [kea, tui]) {
      await lookAnew(person);
      await offered(person).getByText('Someone could paint the door').waitFor();
      person.calm();
    }
  });

  test('a build-on may also just build on', async () => {
    await offered(tui).click();
    await button(tui.page, 'paint the door').click();
    await dialog(tui).getByRole('checkbox', { name: /This takes up/ }).click();
    await leave(tui, 'Bought a brush');
    await toNow(tui);
    await kea.sees('Bought a brush');
    await card(kea, 'Painted the wall').getByText('1 grew from this').waitFor();
    assert.equal(await card(kea, 'Painted the wall').getByText('took this up').count(), 0);
    await offered(kea).getByText('Someone could paint the door').waitFor();
  });

  test('a tap on what a card holds open takes it up, and on a link in it follows the link', async () => {
    await kea.leaves('Tuned the piano', 'play from https://example.org/songs');
    await tui.sees('Tuned the piano');
    const end = card(tui, 'Tuned the piano').locator('.open');
    assert.equal(await end.getByRole('link').getAttribute('href'), 'https://example.org/songs');
    const { width, height } = await end.boundingBox();
    await end.click({ position: { x: width - 8, y: height - 8 } });
    assert.ok(await dialog(tui).getByRole('checkbox', { name: /This takes up/ }).isChecked());
    await sound(tui, 'the composer on what a card holds open');
    await leave(tui, 'Played three of them');
    await card(kea, 'Tuned the piano').getByRole('link', { name: 'Tui took this up' }).waitFor();
    await card(tui, 'Tuned the piano').getByRole('link', { name: 'You took this up' }).waitFor();
    assert.equal(await card(tui, 'Tuned the piano').locator('.open button').count(), 0, 'it is taken');
  });

  test('a trail shows all its open ends as buds', async () => {
    await kea.buildsOn('Bought a brush', 'Washed the brush');
    await kea.leaves('Dug a bed', 'sow the beans');
    await card(kea, 'Painted the wall').getByRole('link', { name: /grew from this/ }).click();
    await kea.page.getByRole('button', { name: 'Someone could paint the door' }).waitFor();
    assert.equal(await kea.page.getByText('sow the beans').filter({ visible: true }).count(), 0, 'that one is of another trail');
    await sound(kea, 'a trail with buds');
    await kea.page.getByRole('button', { name: 'Someone could paint the door' }).click();
    assert.ok(await dialog(kea).getByRole('checkbox', { name: /This takes up/ }).isChecked());
    await kea.page.keyboard.press('Escape');
    await kea.page.getByRole('button', { name: 'Back' }).click();
  });

  test('an open end is taken up without a network, and stays taken once that is back', async () => {
    await tui.sees('Dug a bed');
    await tui.cutOff();
    await offered(tui).click();
    await button(tui.page, 'sow the beans').click();
    await leave(tui, 'Sowed the beans');
    await button(tui.page, 'sow the beans').waitFor({ state: 'detached' });
    await toNow(tui);
    await tui.card('Sowed the beans').getByText('waiting').waitFor();
    await tui.context.setOffline(false);
    await kea.sees('Sowed the beans');
    await card(kea, 'Dug a bed').getByRole('link', { name: 'Tui took this up' }).waitFor();
    await tui.sees('Sowed the beans');
  });

  test('a promise is written by two taps for its day, and others see it as a trace with that day', async () => {
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await button(dialog(kea), 'I will…').click();
    assert.ok(await button(dialog(kea), 'Leave').isDisabled(), 'a promise has a day');
    await button(dialog(kea), 'tomorrow').click();
    await sound(kea, 'the composer of a promise');
    await leave(kea, 'bring a ladder');
    await tui.sees('bring a ladder');
    await tui.card('bring a ladder').getByText('I will, by tomorrow').waitFor();
    await tui.card('bring a ladder').getByRole('button', { name: 'More' }).click();
    assert.equal(await button(tui.card('bring a ladder'), 'I did it').count(), 0, 'it is its author’s');
    await kea.does('bring a ladder', 'Another day');
    await button(dialog(kea), 'today').click();
    await tui.card('bring a ladder').getByText('I will, today').waitFor();
    await kea.does('bring a ladder', 'I did it');
    assert.ok(await dialog(kea).getByRole('checkbox', { name: 'With this I did it' }).isChecked());
    await leave(kea, 'Brought a ladder');
    await tui.sees('Brought a ladder');
    await card(tui, 'bring a ladder').getByRole('link', { name: 'I did it' }).click();
    await tui.page.getByRole('listitem').filter({ hasText: 'Brought a ladder' }).first().waitFor();
    await tui.page.getByRole('button', { name: 'Back' }).click();
  });

  test('on the day its author alone is asked, once: did it, another day, or let it go', async () => {
    const session = await kea.page.evaluate(async () => (await fetch(`/api${location.pathname}mine`)).json());
    const line = (id, text, due) =>
      JSON.stringify({ id, at: Date.now() - 3 * DAY_MS, member: 'Kea', member_id: session.me, text, places: [], builds_on: [], facet: { is: 'promise', due } });
    const file = [line('p1', 'mend the rope', day(0)), line('p2', 'sweep the path', day(-1)), line('p3', 'paint the sign', day(3))];
    const took = await its.host.page.evaluate(
      async body => (await fetch(`/api${location.pathname}import`, { method: 'POST', body })).json(),
      file.join('\n'),
    );
    assert.deepEqual(took.lines.map(({ outcome }) => outcome), ['imported', 'imported', 'imported']);
    const panel = kea.page.getByRole('region', { name: /^You said/ });
    await panel.getByText('sweep the path').waitFor();
    await sound(kea, 'the question of the day');
    assert.equal(await tui.page.getByRole('region', { name: /^You said/ }).count(), 0);
    await button(panel, 'Let it go').click();
    await button(dialog(kea), 'Let it go').click();
    await panel.getByText('mend the rope').waitFor();
    await button(panel, 'Another day').click();
    await button(dialog(kea), 'tomorrow').click();
    await panel.waitFor({ state: 'detached' });
    await kea.page.reload();
    await kea.live();
    await kea.card('mend the rope').getByText('I will, by tomorrow').waitFor();
    assert.equal(await panel.count(), 0, 'nobody is asked twice');
    await tui.doesNotSee('sweep the path');
    for (const person of [kea, tui]) person.calm();
  });

  test('a pattern that a host switches off is hidden, and unsent deeds of it are returned to their author', async () => {
    await tui.cutOff();
    await tui.page.getByRole('button', { name: 'Leave a trace' }).click();
    await button(dialog(tui), 'I will…').click();
    await button(dialog(tui), 'tomorrow').click();
    await leave(tui, 'cook a soup');
    await its.host.hosts('What it uses');
    await its.host.page.getByRole('checkbox', { name: /^Promises/ }).click();
    await its.host.page.getByRole('checkbox', { name: /^Open ends/ }).click();
    await sound(its.host, 'the host’s page');
    await kea.page.getByText(/^I will, /).first().waitFor({ state: 'detached' });
    assert.equal(await kea.page.getByText(/someone could/i).filter({ visible: true }).count(), 0);
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    for (const name of ['I will…', 'Someone could…']) assert.equal(await button(dialog(kea), name).count(), 0, name);
    await kea.page.keyboard.press('Escape');
    await tui.context.setOffline(false);
    await tui.card('cook a soup').getByText('This circle has switched that off').waitFor();
    await button(tui.card('cook a soup'), 'Edit').click();
    await button(dialog(tui), 'Leave').click();
    await kea.sees('cook a soup');
    await its.host.page.getByRole('checkbox', { name: /^Promises/ }).click();
    await its.host.page.getByRole('checkbox', { name: /^Open ends/ }).click();
    await kea.page.getByText(/^I will, /).first().waitFor();
    for (const person of [kea, tui, its.host]) person.calm();
  });
});
