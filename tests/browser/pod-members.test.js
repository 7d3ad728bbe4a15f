// Who is in a pod and who is asked into one, as those who are in it and those who are asked see it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

describe('who is in a pod, and who is asked into one', () => {
  const its = house();
  let kea;
  let tui;
  const INTENTION = 'Sing in the evening';
  const dialog = person => person.page.getByRole('dialog');
  const button = (within, name) => within.getByRole('button', { name, exact: true });
  const pod = person => person.page.locator('[data-pod]').filter({ hasText: INTENTION });
  const toPods = person => person.page.getByRole('link', { name: 'Pods', exact: true }).click();
  const asked = person => person.page.getByRole('region', { name: 'Kea invites you to a pod' });
  const goIn = async person => {
    await pod(person).getByRole('link').click();
    await person.page.getByRole('heading', { level: 1, name: INTENTION }).waitFor();
    await person.live();
  };
  /** Whom a pod's terms name to somebody who opens them now. */
  const namesBoth = async (person, other) => {
    await person.page.getByRole('button', { name: new RegExp(`${other}.* until`) }).click();
    for (const who of [person === kea ? 'Tui' : 'Kea', '(you)'])
      await dialog(person).getByRole('listitem').filter({ hasText: who }).waitFor();
    await dialog(person).getByRole('listitem').filter({ hasText: 'Kea' }).getByText('called it').waitFor();
    await button(dialog(person), 'Close').click();
  };

  before(async () => {
    kea = await Person.member(its.browser, its.server, 'Kea');
    tui = await Person.member(its.browser, its.server, 'Tui');
    await toPods(kea);
    await button(kea.page, 'Call a pod').click();
    await dialog(kea).getByLabel('What is it for?').fill(INTENTION);
    await button(dialog(kea), 'Call it').click();
    await goIn(kea);
  });

  test('an invitation is on the first screen and marks the pods’ tab until it is answered', async () => {
    const marked = person => person.page.locator('.waits-here');
    const weka = await Person.member(its.browser, its.server, 'Weka');
    await kea.page.getByRole('button', { name: /until/ }).click();
    await button(dialog(kea), 'Invite someone from the circle').click();
    const answers = { Tui: 'Step in', Weka: 'No, thanks' };
    for (const person of [tui, weka]) {
      const who = person === tui ? 'Tui' : 'Weka';
      await dialog(kea).getByRole('listitem').filter({ hasText: who }).getByRole('button', { name: 'Invite' }).click();
      await asked(person).getByText(INTENTION).waitFor();
      await marked(person).waitFor();
      await person.page.reload();
      await asked(person).getByText(INTENTION).waitFor();
      await sound(person, 'an invitation on the first screen');
      await button(asked(person), answers[who]).click();
      await asked(person).waitFor({ state: 'detached' });
      await marked(person).waitFor({ state: 'detached' });
      person.calm();
    }
    await button(dialog(kea), 'Close').click();
    await weka.leave();
  });

  test('nothing of the composer is cut off on a narrow phone, in a circle and in a pod', async () => {
    const whole = async width => {
      await kea.page.setViewportSize({ width, height: 780 });
      await button(kea.page, 'Leave a trace').click();
      await button(dialog(kea), 'Which joint?').waitFor();
      const cut = await dialog(kea).evaluate(sheet =>
        [...sheet.querySelectorAll('button, legend, label')]
          .filter(each => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > innerWidth)
          .map(each => each.textContent),
      );
      assert.deepEqual(cut, [], `${width} pixels`);
      await button(dialog(kea), 'Close').click();
    };
    for (const width of [320, 360, 390]) await whole(width);
    await button(kea.page, 'To the pods').click();
    await kea.page.getByRole('link', { name: 'Now', exact: true }).click();
    for (const width of [320, 390]) await whole(width);
    await toPods(kea);
    await goIn(kea);
  });

  test('everyone who is in it is listed before they left a trace, also after a reload and a restart', async () => {
    await toPods(tui);
    await goIn(tui);
    await namesBoth(tui, 'Kea');
    await namesBoth(kea, 'Tui');
    await its.server.kill();
    await its.server.restart();
    for (const [person, other] of [[tui, 'Kea'], [kea, 'Tui']]) {
      await person.page.reload();
      await person.live();
      await namesBoth(person, other);
      person.calm();
    }
  });
});
