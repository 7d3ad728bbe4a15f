// Pods between browsers: called, stepped into and left, live and without a network, and nothing of one told outside.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { Network } from './network.js';
import { Person } from './people.js';

describe('pods', () => {
  const its = house();
  let kea;
  let tui;
  let weka;
  const INTENTION = 'Learn to dry fruit';
  const dialog = person => person.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });
  const pod = (person, intention = INTENTION) => person.page.locator('[data-pod]').filter({ hasText: intention });
  const toPods = person => person.page.getByRole('link', { name: 'Pods', exact: true }).click();
  const inside = person => person.page.getByRole('heading', { level: 1, name: INTENTION });
  const goIn = async (person, intention = INTENTION) => {
    await pod(person, intention).getByRole('link').click();
    await person.page.getByRole('heading', { level: 1, name: intention }).waitFor();
    await person.live();
  };

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    weka = await Person.member(its.browser, its.server, 'Weka');
    for (const person of [kea, tui, weka]) await toPods(person);
  });

  test('a pod is called with only an intention, and everyone in the circle sees it', async () => {
    await weka.page.getByText('No pod is called just now').waitFor();
    await sound(weka, 'no pods');
    await button(kea.page, 'Call a pod').click();
    const sheet = dialog(kea);
    assert.ok(await button(sheet, 'Call it').isDisabled(), 'a pod has an intention');
    assert.equal(await button(sheet, '5').getAttribute('aria-pressed'), 'true', 'five are suggested');
    await sheet.getByRole('checkbox', { name: 'Meet in a rhythm' }).click();
    await sound(kea, 'the sheet that calls a pod');
    await sheet.getByRole('checkbox', { name: 'Meet in a rhythm' }).click();
    await sheet.getByLabel('What is it for?').fill(INTENTION);
    await button(sheet, '3').click();
    await button(sheet, 'Call it').click();
    await pod(kea).getByRole('link').waitFor();
    await pod(tui).getByText('2 places left').waitFor();
    await pod(weka).getByText('called by Kea').waitFor();
    await sound(weka, 'pods to step into');
    await sound(kea, 'one’s own pods');
  });

  test('two in a pod see each other’s traces live; a third sees only the free places change', async () => {
    await goIn(kea);
    await button(pod(tui), 'Step in').click();
    await goIn(tui);
    await pod(weka).getByText('1 place left').waitFor();
    await kea.leaves('Sliced the apples', 'build a rack');
    await tui.sees('Sliced the apples');
    await tui.buildsOn('Sliced the apples', 'Built a rack');
    await kea.sees('Built a rack');
    await sound(kea, 'inside a pod');
    await kea.page.getByRole('link', { name: 'Warm trails' }).click();
    await kea.page.getByRole('link', { name: /Sliced the apples/ }).click();
    await button(kea.page, 'Build on this').waitFor();
    await sound(kea, 'a trail in a pod');
    await button(kea.page, 'Back').click();
    await kea.page.getByRole('link', { name: 'Now', exact: true }).click();
    const seen = await weka.page.evaluate(async ids => {
      const [, , circle] = location.pathname.split('/');
      const api = async path => (await fetch(`/api/c/${circle}/${path}`)).text();
      const told = await Promise.all(['snapshot', 'entries', 'pods', 'mine', 'states?wait_ms=0'].map(api));
      return `${document.body.textContent}${told.join('')}`;
    });
    assert.doesNotMatch(seen, /Sliced|rack/, 'what is in a pod');
    assert.doesNotMatch(await weka.page.locator('[data-pod]').textContent(), /Tui/, 'who is in it');
  });

  test('who isn’t in a pod finds one sentence at its address', async () => {
    const outside = await weka.tab(kea.page.url());
    await outside.getByText('You are not in this pod.').waitFor();
    assert.equal(await outside.getByText('Sliced the apples').count(), 0);
    await outside.close();
    weka.calm();
  });

  test('a trace left in a pod offline is sent once, also from another page of the circle', async () => {
    await tui.cutOff();
    await tui.leaves('Dried the first slices');
    await tui.card('Dried the first slices').getByText('waiting').waitFor();
    await button(tui.page, 'To the pods').click();
    await tui.page.getByRole('link', { name: 'Now', exact: true }).click();
    assert.equal(await tui.page.getByText('Dried the first slices').filter({ visible: true }).count(), 0, 'it is the pod’s');
    await tui.context.setOffline(false);
    await kea.sees('Dried the first slices');
    await tui.live();
    await toPods(tui);
    await goIn(tui);
    await tui.sees('Dried the first slices');
    for (const person of [kea, tui])
      assert.equal((await person.cards()).filter(words => words === 'Dried the first slices').length, 1);
  });

  test('a trace is shared to the circle by its author alone', async () => {
    await kea.card('Dried the first slices').getByRole('button', { name: 'More' }).click();
    assert.equal(await button(kea.card('Dried the first slices'), 'Share with the circle').count(), 0);
    await tui.does('Dried the first slices', 'Share with the circle', true);
    await weka.page.getByRole('link', { name: 'Now', exact: true }).click();
    await weka.sees('Dried the first slices');
    await weka.card('Dried the first slices').getByText('Tui').waitFor();
    await toPods(weka);
  });

  test('only the invited member sees an invitation, and declining leaves no sign', async () => {
    await kea.page.getByRole('button', { name: /until/ }).click();
    await sound(kea, 'a pod’s terms');
    await button(dialog(kea), 'Invite someone from the circle').click();
    await dialog(kea).getByRole('listitem').filter({ hasText: 'Weka' }).getByRole('button', { name: 'Invite' }).click();
    await dialog(kea).getByRole('listitem').filter({ hasText: 'Weka' }).getByText('invited').waitFor();
    await sound(kea, 'inviting');
    await button(dialog(kea), 'Close').click();
    await pod(weka).getByText('Kea invites you').waitFor();
    await sound(weka, 'an invitation');
    await toPods(its.host);
    await pod(its.host).getByText('called by Kea').waitFor();
    assert.equal(await its.host.page.getByText('invites').count(), 0);
    await button(pod(weka), 'No, thanks').click();
    await pod(weka).getByText('called by Kea').waitFor();
  });

  test('a pod meets in its own rhythm, and its head says when next', async () => {
    await kea.page.getByRole('button', { name: /until/ }).click();
    await dialog(kea).getByText('When we meet').click();
    await button(dialog(kea), 'Save').click();
    await button(dialog(kea), 'Close').click();
    await tui.page.getByRole('button', { name: /^We meet/ }).waitFor();
    assert.equal(await weka.page.getByText('We meet').count(), 0);
    await tui.page.getByRole('button', { name: /^We meet/ }).click();
    await button(dialog(tui), 'Not this time').first().click();
    await button(dialog(tui), 'Let it fall out').click();
    await button(dialog(tui), 'Close').click();
  });

  test('without websockets a pod and its circle are followed by polls', async () => {
    const network = await Network.before(its.server);
    network.upgrade = 'refuse';
    const ruru = await Person.member(its.browser, network, 'Ruru');
    await toPods(ruru);
    await button(pod(ruru), 'Step in').click();
    await goIn(ruru);
    await kea.leaves('Turned the slices');
    await ruru.sees('Turned the slices');
    await ruru.leaves('Opened the windows');
    await kea.sees('Opened the windows');
    await ruru.page.getByRole('button', { name: /until/ }).click();
    await button(dialog(ruru), 'Leave the pod').click();
    await button(dialog(ruru), 'Leave the pod').click();
    await pod(ruru).getByRole('button', { name: 'Step in' }).waitFor();
    ruru.calm();
    await ruru.leave();
    await network.end();
  });

  test('on its last day its members say what becomes of a pod, after a closing round', async () => {
    await kea.page.getByRole('button', { name: /until/ }).click();
    await dialog(kea).getByLabel('Its last day').fill(new Date().toISOString().slice(0, 10));
    await tui.page.getByText('Today is this pod’s last day').waitFor();
    await sound(tui, 'a pod on its last day');
    await button(kea.page, 'A closing round').click();
    await tui.page.getByText('What do you take along?').first().waitFor();
    await button(tui.page, 'Let it rest').click();
    await button(kea.page, 'Let it rest').waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: /^Go on until/ }).click();
    await tui.page.getByText('last day').waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: /until/ }).waitFor();
    for (const person of [kea, tui]) person.calm();
  });

  test('leaving a pod drops it on every tab of who left, with one sentence', async () => {
    const other = await tui.tab(tui.page.url());
    await other.getByText('Sliced the apples').first().waitFor();
    await tui.page.getByRole('button', { name: /until/ }).click();
    await button(dialog(tui), 'Leave the pod').click();
    await button(dialog(tui), 'Leave the pod').click();
    await other.getByText('You are not in this pod any more.').waitFor();
    assert.equal(await other.getByText('Sliced the apples').count(), 0);
    await pod(tui).getByRole('button', { name: 'Step in' }).waitFor();
    await pod(weka).getByText('2 places left').waitFor();
    await other.close();
    const pictures = await tui.page.evaluate(
      () =>
        new Promise(resolve => {
          indexedDB.open('traceboard').onsuccess = ({ target: { result } }) => {
            result.transaction('pictures').objectStore('pictures').getAllKeys().onsuccess = ({ target }) => resolve(target.result);
          };
        }),
    );
    assert.ok(pictures.every(key => !key.includes('pods')), `${pictures}`);
    tui.calm();
  });

  test('a closed pod stays readable for those who are in it, and takes nothing more', async () => {
    await kea.page.getByRole('button', { name: /until/ }).click();
    await button(dialog(kea), 'Close the pod').click();
    await button(dialog(kea), 'Close the pod').click();
    await kea.page.getByText('This pod is closed.').waitFor();
    await kea.card('Sliced the apples').waitFor();
    assert.equal(await kea.page.getByRole('button', { name: 'Leave a trace' }).filter({ visible: true }).count(), 0);
    await pod(weka).waitFor({ state: 'detached' });
    await sound(kea, 'a closed pod');
  });

  test('pods that the circle switches off are hidden', async () => {
    await its.host.hosts('What it uses');
    await its.host.page.getByRole('checkbox', { name: /^Pods/ }).click();
    await weka.page.getByRole('link', { name: 'Pods', exact: true }).waitFor({ state: 'detached' });
    // Nor is there a way in by an address that one kept.
    await weka.page.goto(`${its.address}pods`);
    await weka.page.getByText('This circle has switched that off').waitFor();
    assert.equal(await weka.page.getByRole('button', { name: 'Call a pod' }).count(), 0);
    await its.host.page.getByRole('checkbox', { name: /^Pods/ }).click();
    await weka.page.getByRole('link', { name: 'Pods', exact: true }).waitFor();
    for (const person of [kea, tui, weka, its.host]) person.calm();
  });
});
