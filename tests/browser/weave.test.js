// Who builds with whom, and Reconnect: between browsers, by keyboard and table, offered with one tap, declined without a word.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { post, shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('the weave', () => {
  const its = house();
  let kea;
  let tui;
  let weka;
  const button = (person, name) => person.page.getByRole('button', { name, exact: true });
  const link = (person, name) => person.page.getByRole('link', { name, exact: true });
  const toWeave = async person => {
    await link(person, 'Pods').click();
    await link(person, 'Who builds with whom').click();
    await person.page.locator('svg.weave').waitFor();
  };
  const row = (person, name) => person.page.getByRole('row').filter({ has: person.page.getByRole('rowheader', { name, exact: true }) });
  const pod = (person, intention) => person.page.locator('[data-pod]').filter({ hasText: intention });

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    weka = await Person.member(its.browser, its.server, 'Weka');
    await kea.leaves('Swept the long room');
    await tui.buildsOn('Swept the long room', 'Oiled its floor');
  });

  test('is shown as a picture and as a table, and a new line appears live', async () => {
    await toWeave(weka);
    await weka.page.getByText('As a table').click();
    await row(weka, 'Tui').getByText('Now and then with Kea.').waitFor();
    assert.equal(await row(weka, 'Weka').count(), 0, 'nobody is listed as standing alone');
    await kea.sees('Oiled its floor');
    await kea.buildsOn('Oiled its floor', 'Hung the lamp');
    await tui.sees('Hung the lamp');
    await its.host.sees('Hung the lamp');
    await its.host.buildsOn('Hung the lamp', 'Lit it');
    await row(weka, 'Kea').getByText(/with .*Tui/).waitFor();
    await row(weka, 'Kea').getByText(/Host|host/).first().waitFor();
    await sound(weka);
    await weka.page.getByLabel('Look at').selectOption({ label: 'Kea' });
    await weka.page.getByRole('status').getByText('Kea', { exact: true }).waitFor();
    await sound(weka);
    await shoot(weka, 'weave-small');
    const told = await weka.page.locator('main.weaving').textContent();
    assert.doesNotMatch(told, /\d/, 'no number');
  });

  test('has oneself in the middle on request, and the browser’s Back undoes it', async () => {
    await toWeave(tui);
    await button(tui, 'You in the middle').click();
    assert.equal(await button(tui, 'You in the middle').getAttribute('aria-pressed'), 'true');
    await sound(tui);
    await shoot(tui, 'weave-middle');
    await tui.page.goBack();
    await button(tui, 'Call a pod').waitFor();
    await link(tui, 'Now').click();
  });

  test('only a host looks for groups, and one tap invites each to theirs alone', async () => {
    await link(weka, 'Pods').click();
    assert.equal(await link(weka, 'Reconnect').count(), 0);
    await link(its.host, 'Pods').click();
    await link(its.host, 'Reconnect').click();
    await button(its.host, '2').click();
    const groups = its.host.page.locator('.groups li');
    await groups.nth(1).waitFor();
    await sound(its.host);
    await shoot(its.host, 'reconnect');
    const told = await groups.allTextContents();
    assert.equal(told.length, 2, `${told}`);
    assert.ok(!told.some(group => /Kea/.test(group) && /Tui/.test(group)), `who built with each other meet others: ${told}`);
    await its.host.page.getByLabel('What is it for?').fill('Cook one meal');
    await button(its.host, 'Invite everyone to theirs').click();
    await its.host.page.getByText('Invited. Each is told of theirs alone.').waitFor();
    await pod(weka, 'Cook one meal').waitFor();
    assert.equal(await pod(weka, 'Cook one meal').count(), 1, 'only one’s own');
    await weka.page.getByRole('heading', { name: 'You are invited' }).waitFor();
    await sound(weka);
    await link(kea, 'Pods').click();
    await pod(kea, 'Cook one meal').waitFor();
  });

  test('nobody learns who declined, and the first who steps in hosts it', async () => {
    await button({ page: pod(weka, 'Cook one meal') }, 'No, thanks').click();
    await pod(weka, 'Cook one meal').waitFor({ state: 'detached' });
    await button({ page: pod(kea, 'Cook one meal') }, 'Step in').click();
    await pod(kea, 'Cook one meal').getByRole('link').click();
    await kea.page.getByRole('heading', { level: 1, name: 'Cook one meal' }).waitFor();
    await kea.live();
    await kea.page.getByRole('button', { name: /until/ }).click();
    const sheet = kea.page.getByRole('dialog');
    await sheet.getByText('Close the pod', { exact: true }).waitFor();
    assert.doesNotMatch(await sheet.textContent(), /Weka.*invited/, 'nothing of who declined');
    await sheet.getByRole('button', { name: 'Close', exact: true }).click();
    await button(kea, 'To the pods').click();
  });

  test('an offer made offline waits, and is sent once', async () => {
    await link(its.host, 'Pods').click();
    await link(its.host, 'Reconnect').click();
    await its.host.page.locator('.groups li').first().waitFor();
    await its.host.page.getByLabel('What is it for?').fill('Walk a round');
    await its.host.cutOff();
    await button(its.host, 'Invite everyone to theirs').click();
    await its.host.page.getByRole('main').getByText('waiting').waitFor();
    await its.host.context.setOffline(false);
    await its.host.page.getByText('Invited. Each is told of theirs alone.').waitFor();
    await pod(weka, 'Walk a round').waitFor();
    assert.equal(await pod(weka, 'Walk a round').count(), 1);
    await its.host.live();
  });

  for (const [people, name] of [[8, 'eight'], [50, 'fifty'], [200, 'two-hundred']]) {
    test(`is readable with ${people} people on a phone`, async () => {
      const present = await its.host.page.evaluate(async () => {
        const circle = location.pathname.split('/')[2];
        return (await (await fetch(`/api/c/${circle}/weave`)).json()).people.length;
      });
      await bring(its.host, people - present, people);
      const seen = await Person.member(its.browser, its.server, `Looks ${name}`);
      await toWeave(seen);
      await seen.page.locator('svg.weave g').nth(people - 1).waitFor();
      await sound(seen);
      await shoot(seen, `weave-${name}`);
      const box = await seen.page.locator('svg.weave').boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, 'it fits a phone');
      const wide = await seen.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 390, `nothing is wider than the screen: ${wide}`);
      if (people === 8) await seen.page.locator('svg.weave g').first().click();
      else await seen.page.mouse.click(box.x + box.width / 2, box.y + 12);
      await seen.page.locator('svg.weave.one').waitFor();
      await shoot(seen, `weave-${name}-picked`);
      seen.calm();
      await seen.leave();
    });
  }

  test('switched off, it is hidden', async () => {
    await its.host.hosts('What it uses');
    await its.host.page.getByRole('checkbox', { name: /^The weave/ }).click();
    await link(weka, 'Who builds with whom').waitFor({ state: 'detached' });
    await weka.page.goto(`${its.address}pods?weave`);
    await button(weka, 'Call a pod').waitFor();
    assert.equal(await weka.page.locator('svg.weave').count(), 0);
    await its.host.page.getByRole('checkbox', { name: /^The weave/ }).click();
    await weka.page.locator('svg.weave').waitFor();
    for (const person of [kea, tui, weka, its.host]) person.calm();
  });

  /** Brings people in from a file, who built on each other: mostly with a few, now and then with someone far. */
  async function bring(host, more, people) {
    if (more <= 0) return;
    const lines = [];
    let at = Date.UTC(2026, 0, 1);
    const names = ['Aroha', 'Bea', 'Cato', 'Dora', 'Emil', 'Finn', 'Gus', 'Hana', 'Ivo', 'Juna', 'Kito', 'Lena', 'Mio', 'Nia', 'Oskar', 'Pia'];
    const name = n => `${names[n % names.length]} ${people === 8 ? '' : String.fromCharCode((people === 50 ? 65 : 70) + ((n / names.length) | 0))}`.trim();
    const last = [];
    let draws = 7;
    const draw = bound => (draws = (draws * 16807) % 2147483647) % bound;
    for (let n = 0; n < more * 6; n += 1) {
      const by = draw(more);
      const near = draw(4) > 0 ? last.filter(each => Math.abs(each.by - by) <= 3 && each.by !== by) : last.filter(each => each.by !== by);
      const on = near.length > 0 && draw(5) > 0 ? [near[draw(near.length)].id] : [];
      const id = `w${people}-${n}`;
      lines.push({ id, at: (at += 60_000), member: name(by), text: `Did ${n}`, places: [], builds_on: on });
      last.push({ id, by });
      if (last.length > 60) last.shift();
    }
    await host.page.evaluate(async lines => {
      const circle = location.pathname.split('/')[2];
      for (let from = 0; from < lines.length; from += 400) {
        const body = lines.slice(from, from + 400).map(line => JSON.stringify(line)).join('\n');
        const answer = await fetch(`/api/c/${circle}/import`, { method: 'POST', body });
        const { lines: outcomes = [] } = await answer.json();
        const refused = answer.ok ? outcomes.find(({ message }) => message) : outcomes;
        if (refused) throw new Error(JSON.stringify(refused));
      }
    }, lines);
  }
});
