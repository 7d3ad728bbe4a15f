// Words that were written for a pod whose host removed their author: they are read, copied, or left in the circle.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('words for a pod that their author was removed from', () => {
  const its = house();
  const INTENTION = 'Learn to dry fruit';
  let kea;
  let tui;
  const button = (person, name) => person.page.getByRole('button', { name, exact: true });
  const toPods = person => person.page.getByRole('link', { name: 'Pods', exact: true }).click();
  const pod = person => person.page.locator('[data-pod]').filter({ hasText: INTENTION });
  const goIn = async person => {
    await pod(person).getByRole('link').click();
    await person.page.getByRole('heading', { level: 1, name: INTENTION }).waitFor();
    await person.live();
  };
  /** What a pod's host says about a member: the page has no button for it yet. */
  const says = (type, member) =>
    kea.page.evaluate(
      async ({ type, member, id }) => {
        const drafts = [{ id, written_at_ms: Date.now(), deed: { type, member } }];
        const [, circle, , pod] = location.pathname.split('/').slice(1);
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`/api/c/${circle}/pods/${pod}/posts`, { method: 'POST', headers, body: JSON.stringify({ drafts }) });
        return (await answer.json())[0].type;
      },
      { type, member, id: uuid7() },
    );
  const uuid7 = () => {
    const hex = Date.now().toString(16).padStart(12, '0') + '7000';
    const rest = crypto.randomUUID().slice(19);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${rest}`;
  };
  let me;

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    for (const person of [kea, tui]) await toPods(person);
    await button(kea, 'Call a pod').click();
    await kea.page.getByRole('dialog').getByLabel('What is it for?').fill(INTENTION);
    await button(kea, 'Call it').click();
    await goIn(kea);
    await button({ page: pod(tui) }, 'Step in').click();
    await goIn(tui);
    me = await tui.page.evaluate(async () => (await fetch(`/api/c/${location.pathname.split('/')[2]}/mine?cards=0`)).json().then(it => it.me));
  });

  test('the draft and the unsent traces are shown, can be left in the circle, and are then removed', async () => {
    await tui.leaves('Peeled the first pear');
    await kea.sees('Peeled the first pear');
    await tui.cutOff();
    await tui.leaves('Sliced the pears', 'core the rest');
    await button(tui, 'Leave a trace').click();
    await tui.page.getByRole('dialog').getByRole('textbox', { name: 'What did you do?' }).fill('Begun by the stove');
    await button(tui, 'Close').click();
    assert.equal(await says('remove', me), 'ack');
    await tui.context.setOffline(false);
    await tui.page.getByText('You are not in this pod any more.').waitFor();
    await tui.page.getByText('You are not in that pod any more, so this was not left there.').first().waitFor();
    await tui.page.waitForFunction(() => document.querySelectorAll('.aside textarea').length === 2);
    const values = await tui.page.locator('.aside textarea').evaluateAll(all => all.map(each => each.value));
    assert.deepEqual(values.toSorted(), ['Begun by the stove', 'Sliced the pears\ncore the rest']);
    assert.equal(await tui.page.getByText('Peeled the first pear').count(), 0, 'nothing of the pod is read any more');
    await shoot(tui, 'pod-words');
    await sound(tui);

    // Copied, or selected to be copied.
    const first = tui.page.locator('.aside').first();
    await first.getByRole('button', { name: 'Copy' }).click();
    await tui.page.getByText(/^Copied|selected/).first().waitFor();

    // Left in the circle, each: the composer has the words, and once they are left they stand there alone.
    for (const text of ['Sliced the pears', 'Begun by the stove']) {
      const at = (await tui.page.locator('.aside textarea').evaluateAll(all => all.map(each => each.value))).findIndex(value => value.startsWith(text));
      await tui.page.locator('.aside').nth(at).getByRole('button', { name: 'Leave it as a trace' }).click();
      const sheet = tui.page.getByRole('dialog');
      assert.ok((await sheet.getByRole('textbox', { name: 'What did you do?' }).inputValue()).startsWith(text));
      await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
      await sheet.waitFor({ state: 'detached' });
      await its.host.sees(text);
    }
    await tui.page.waitForFunction(() => document.querySelectorAll('.aside').length === 0);
    await tui.page.reload();
    await tui.page.getByText('You are not in this pod').waitFor();
    assert.equal(await tui.page.locator('.aside').count(), 0);
    // The circle's cards are in the document behind the pod, so the pod itself is asked.
    const inPod = await kea.page.evaluate(async () => (await fetch(`/api${location.pathname.replace(/\/$/, '')}/snapshot`)).text());
    assert.ok(inPod.includes('Peeled the first pear') && !inPod.includes('Sliced the pears'), 'nothing came into the pod');
    for (const person of [kea, tui]) person.calm();
  });
});
