// What is one's own: words that nobody else sends, and that are not lost when they are refused or left half written.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { house } from './house.js';
import { BELL, Person } from './people.js';

describe('what is one’s own', () => {
  const its = house();

  test('unsent traces wait for their author when another member signs in in the same browser', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await kea.page.getByRole('button', { name: 'Make a link for it' }).click();
    const back = await kea.page.getByRole('textbox', { name: 'The link' }).inputValue();
    await kea.page.keyboard.press('Escape');
    await kea.cutOff();
    await kea.leaves('Written by Kea without a network');
    await kea.page.getByText(/1 waiting/).waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Kea’s draft');
    // The session is gone while the browser is closed.
    await kea.page.close();
    await kea.context.clearCookies();
    await kea.context.setOffline(false);

    kea.page = await kea.tab(its.server.ready.invite_link);
    await kea.page.getByLabel('Your name').fill('Tui');
    await kea.page.getByRole('button', { name: /^Join/ }).click();
    await kea.live();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), '');
    await kea.write('Written by Tui');
    await its.host.sees('Written by Tui');
    assert.deepEqual((await kea.cards()).filter(text => text.startsWith('Written')), ['Written by Tui']);

    await kea.page.goto(back);
    await kea.page.getByRole('button', { name: 'Come in' }).click();
    await its.host.sees('Written by Kea without a network');
    await its.host.card('Written by Kea without a network').getByText('Kea', { exact: true }).waitFor();
    await kea.live();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), 'Kea’s draft');
    kea.calm();
    await kea.leave();
  });

  test('signing out names the unsent traces that it would lose', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kaka');
    await kea.leaves(`Refused ${BELL}`);
    await kea.page.getByText('not left').waitFor();
    await kea.page.getByRole('button', { name: 'You in this circle' }).click();
    await kea.page.getByRole('button', { name: 'Sign out' }).click();
    await kea.page.getByText('signing out drops what has not gone out').waitFor();
    await kea.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await kea.page.getByText('Ask someone in your circle').waitFor();
    const kept = await kea.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const asked = indexedDB.open('traceboard');
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            const all = asked.result.transaction('outbox').objectStore('outbox').getAll();
            all.onsuccess = () => resolve([...all.result.map(item => item.draft.deed.text), ...Object.keys(localStorage)]);
          };
        }),
    );
    assert.deepEqual(kept, ['circles']);
    kea.calm();
    await kea.leave();
  });

  test('a refused trace is edited without losing the draft in the composer', async () => {
    const kea = await Person.member(its.browser, its.server, 'Tieke');
    await kea.leaves(`Rang the bell ${BELL}`);
    await kea.card('Rang the bell').getByText('not left').waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Half a thought');
    await kea.page.keyboard.press('Escape');
    await kea.card('Rang the bell').getByRole('button', { name: 'Edit' }).click();
    const words = kea.page.getByRole('textbox', { name: 'What did you do?' });
    assert.equal(await words.inputValue(), `Rang the bell ${BELL}`);
    await kea.write('Rang the bell');
    await its.host.sees('Rang the bell');
    await kea.page.getByText('not left').waitFor({ state: 'detached' });
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await words.inputValue(), 'Half a thought');
    await kea.write('A whole thought');
    await its.host.sees('A whole thought');
    kea.calm();
    await kea.leave();
  });

  test('a refused deed about oneself is shown', async () => {
    await its.host.page.goto(its.address);
    await its.host.live();
    await its.host.page.getByRole('button', { name: 'You in this circle' }).click();
    await its.host.page.getByLabel('Your name').fill(`Host ${BELL}`);
    await its.host.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await its.host.page.getByText('with signs that no page can show').waitFor();
    await its.host.page.getByRole('alert').getByRole('button', { name: 'Discard' }).click();
    await its.host.page.getByText('with signs that no page can show').waitFor({ state: 'detached' });
    its.host.calm();
  });

  test('a sheet with begun words closes when another member signs in in the same browser', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kiwi');
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    await kea.page.getByRole('textbox', { name: 'What did you do?' }).fill('Kiwi’s own words');
    const other = await kea.tab(its.server.ready.host_link);
    await other.getByRole('button', { name: 'Come in' }).click();
    await other.getByText('live', { exact: true }).waitFor();
    await kea.context.setOffline(true);
    await kea.page.getByText('offline').first().waitFor({ state: 'attached' });
    await kea.context.setOffline(false);
    await kea.page.getByRole('dialog').waitFor({ state: 'detached' });
    await kea.page.getByRole('link', { name: 'Host', exact: true }).waitFor();
    await kea.page.getByRole('button', { name: 'Leave a trace' }).click();
    assert.equal(await kea.page.getByRole('textbox', { name: 'What did you do?' }).inputValue(), '');
    await kea.leave();
  });

  test('a trace that built on a refused one is sent after the edited one, and builds on it', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kaki');
    await kea.leaves('Where it began');
    // Once it is left there is more to do with it.
    await kea.card('Where it began').getByRole('button', { name: 'More' }).waitFor();
    // Where trails are shown without a network too.
    await kea.kept();
    await kea.cutOff();
    await kea.card('Where it began').getByRole('button', { name: 'More' }).click();
    await kea.card('Where it began').getByRole('link', { name: 'See its trail' }).click();
    for (const words of [`First with a bell ${BELL}`, 'Second on the first']) {
      await kea.page.getByRole('button', { name: 'Build on this' }).click();
      await kea.write(words);
      await kea.card(words.slice(0, 12)).waitFor();
    }
    await kea.context.setOffline(false);
    await kea.card('First with a bell').getByRole('button', { name: 'Edit' }).click();
    await kea.write('First without a bell');
    await its.host.page.goto(its.address);
    await its.host.sees('Second on the first');
    await its.host.card('Second on the first').getByText(/builds on Kaki · First without a bell/).waitFor();
    assert.equal(await kea.page.getByText('not left').count(), 0);
    kea.calm();
    await kea.leave();
  });

  test('two tabs keep a draft each', async () => {
    const kea = await Person.member(its.browser, its.server, 'Kokako');
    const other = await kea.tab(its.address);
    const open = page => page.getByRole('button', { name: 'Leave a trace' }).click();
    const words = page => page.getByRole('textbox', { name: 'What did you do?' });
    await open(kea.page);
    await words(kea.page).fill('In the first tab');
    await open(other);
    await words(other).fill('In the second tab');
    await other.getByRole('button', { name: 'Leave', exact: true }).click();
    await kea.page.keyboard.press('Escape');
    await open(kea.page);
    assert.equal(await words(kea.page).inputValue(), 'In the first tab');
    kea.calm();
    await kea.leave();
  });

  test('a refused rewording keeps its words, to be edited', async () => {
    const kea = await Person.member(its.browser, its.server, 'Hoiho');
    await kea.leaves('Rang for lunch');
    await kea.sees('Rang for lunch');
    await kea.does('Rang for lunch', 'Reword');
    const words = kea.page.getByRole('dialog').getByRole('textbox', { name: 'What did you do?' });
    await words.fill(`Rang for supper ${BELL}`);
    await kea.page.getByRole('button', { name: 'Save' }).click();
    const aside = kea.page.getByRole('alert');
    await aside.getByText('Rang for supper').waitFor();
    await aside.getByRole('button', { name: 'Edit' }).click();
    assert.equal(await words.inputValue(), `Rang for supper ${BELL}`);
    await words.fill('Rang for supper');
    await kea.page.getByRole('button', { name: 'Save' }).click();
    await its.host.page.goto(its.address);
    await its.host.sees('Rang for supper');
    await aside.waitFor({ state: 'detached' });
    kea.calm();
    await kea.leave();
  });
});
