// Rounds between people: answers are seen once one's own is given, live, offline, and by a screen reader.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name }).click();
const dialog = who => who.page.getByRole('dialog');
const press = (who, name) => dialog(who).getByRole('button', { name, exact: true }).click();

/** Opens a round of a ready kind, and closes the sheet in which it then stands. */
async function opens(who, kind) {
  await to(who, 'Together');
  await who.page.getByRole('button', { name: 'Open a round' }).click();
  await dialog(who).getByText(kind, { exact: true }).click();
  await press(who, 'Ask everyone');
}

describe('rounds', () => {
  const its = house();

  test('each member answers once, and only then sees the others’ answers', async () => {
    const { host } = its;
    const kea = await Person.member(its.browser, its.server, 'Kea');
    await opens(host, 'Check-in');
    await dialog(host).getByText('How are you here, right now?').waitFor();
    await dialog(host).getByRole('textbox').fill('Curious, and a little cold');
    await sound(host);
    await press(host, 'Answer');
    await dialog(host).getByText('Curious, and a little cold').waitFor();

    // It stands above the other's feed by itself, and says nothing of what was answered.
    const asked = kea.page.getByRole('button', { name: /How are you here/ });
    await asked.click();
    await dialog(kea).getByText('Each answers once.').waitFor();
    assert.equal(await kea.page.getByText('Curious').count(), 0);
    const refused = await kea.page.evaluate(async () => {
      const circle = location.pathname.split('/')[2];
      const rounds = await (await fetch(`/api/c/${circle}/rounds`)).json();
      return (await fetch(`/api/c/${circle}/rounds/${rounds.rounds[0].id}/answers`)).status;
    });
    assert.equal(refused, 403);
    await dialog(kea).getByRole('textbox').fill('Glad to be back');
    await press(kea, 'Answer');
    await dialog(kea).getByText('Curious, and a little cold').waitFor();
    await sound(kea);
    // The other sees it come, with the sheet open.
    await dialog(host).getByText('Glad to be back').waitFor();
    assert.equal(await kea.page.getByRole('button', { name: /How are you here/ }).count(), 0);

    // Its author lets it out, and another builds on it.
    await press(kea, 'Leave it as a trace');
    await press(kea, 'Leave');
    await dialog(kea).waitFor({ state: 'detached' });
    await host.page.keyboard.press('Escape');
    await to(host, 'Now');
    await host.sees('Glad to be back');
    await host.buildsOn('Glad to be back', 'Made tea for who is back');
    await kea.page.getByRole('navigation').getByRole('link', { name: 'Now' }).click();
    await kea.sees('Made tea for who is back');
    for (const who of [host, kea]) who.calm();
    await kea.leave();
  });

  test('an answer that comes after the end keeps its words, to be left as a trace', async () => {
    const { host } = its;
    const moa = await Person.member(its.browser, its.server, 'Moa');
    await host.page.goto(its.address);
    await host.live();
    await opens(host, 'Check-in');
    await dialog(host).getByText('How are you here, right now?').waitFor();
    await moa.page.getByRole('button', { name: /How are you here/ }).click();
    await dialog(moa).getByRole('textbox').waitFor();
    await moa.cutOff();
    await dialog(moa).getByRole('textbox').fill('On my way, by the slow train');
    await press(moa, 'Answer');
    await moa.page.keyboard.press('Escape');
    await press(host, 'Pass');
    await press(host, 'End the round');
    await press(host, 'End the round');
    await moa.context.setOffline(false);
    await moa.page.getByText('The round was over before your answer came').waitFor();
    await moa.page.reload();
    await moa.page.locator('.aside blockquote', { hasText: 'by the slow train' }).waitFor();
    await sound(moa);
    await moa.page.locator('.aside').getByRole('button', { name: 'Leave it as a trace' }).click();
    await press(moa, 'Leave');
    await moa.page.locator('.aside').waitFor({ state: 'detached' });
    await host.page.keyboard.press('Escape');
    await to(host, 'Now');
    await host.sees('by the slow train');
    for (const who of [host, moa]) who.calm();
    await moa.leave();
  });

  test('an answer given offline shows at once, and is sent later', async () => {
    const { host } = its;
    const tui = await Person.member(its.browser, its.server, 'Tui');
    await opens(host, 'Opening round');
    await dialog(host).getByRole('textbox').fill('A drum');
    await press(host, 'Answer');
    await tui.page.getByRole('button', { name: /What do you bring/ }).click();
    await dialog(tui).getByRole('textbox').waitFor();
    await tui.cutOff();
    await dialog(tui).getByRole('textbox').fill('Bread');
    await press(tui, 'Answer');
    await dialog(tui).getByText('Bread').waitFor();
    await dialog(tui).getByText('waiting', { exact: true }).waitFor();
    assert.equal(await tui.page.getByText('A drum').count(), 0);
    await tui.context.setOffline(false);
    await dialog(tui).getByText('A drum').waitFor();
    await dialog(tui).getByText('waiting', { exact: true }).waitFor({ state: 'detached' });
    await dialog(host).getByText('Bread').waitFor();
    await host.page.keyboard.press('Escape');
    // Taken back, it is gone for all, and its author still reads.
    await press(tui, 'Take back');
    await press(tui, 'Take back');
    await to(tui, 'Together');
    await tui.page.getByRole('button', { name: /What do you bring/ }).click();
    await dialog(tui).getByText('A drum').waitFor();
    assert.equal(await dialog(tui).getByText('Bread').count(), 0);
    tui.calm();
    await tui.leave();
  });

  test('a round of three prompts, passed by one, ends by its opener, and is read by who passes then', async () => {
    const { host } = its;
    const weka = await Person.member(its.browser, its.server, 'Weka');
    const tieke = await Person.member(its.browser, its.server, 'Tieke');
    await opens(weka, 'Looking back');
    const fields = dialog(weka).getByRole('textbox');
    await fields.nth(0).fill('The soup');
    await fields.nth(2).fill('A bell for breakfast');
    await press(weka, 'Answer');
    await dialog(weka).getByText('A bell for breakfast').waitFor();
    await to(host, 'Together');
    await host.page.getByRole('button', { name: /What works/ }).click();
    await press(host, 'Pass');
    await dialog(host).getByText('The soup').waitFor();
    await host.page.keyboard.press('Escape');
    await press(weka, 'End the round');
    await press(weka, 'End the round');
    await to(tieke, 'Together');
    await tieke.page.getByRole('button', { name: /What works/ }).filter({ hasNotText: 'waits for you' }).click();
    await dialog(tieke).getByText('This round is over.').waitFor();
    assert.equal(await tieke.page.getByText('The soup').count(), 0);
    await press(tieke, 'Pass, and read');
    await dialog(tieke).getByText('The soup').waitFor();
    for (const who of [weka, tieke]) {
      who.calm();
      await who.leave();
    }
  });

  test('one’s own answer appears without a noticeable delay after the tap', async () => {
    const kaka = await Person.member(its.browser, its.server, 'Kaka');
    const devtools = await kaka.context.newCDPSession(kaka.page);
    const took = [];
    for (let round = 0; round < 3; round += 1) {
      await opens(kaka, 'Closing round');
      await dialog(kaka).getByRole('textbox').fill(`Measured ${round}`);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await kaka.page.evaluate(text => {
        globalThis.own = new Promise(resolve => {
          let tapped;
          addEventListener('pointerup', ({ timeStamp }) => (tapped = timeStamp), { once: true, capture: true });
          const seen = new MutationObserver(() => {
            if (![...document.querySelectorAll('.answer')].some(one => one.textContent.includes(text))) return;
            seen.disconnect();
            requestAnimationFrame(() => {
              const after = new MessageChannel();
              after.port1.onmessage = () => resolve(performance.now() - tapped);
              after.port2.postMessage('');
            });
          });
          seen.observe(document, { childList: true, subtree: true, characterData: true });
        });
      }, `Measured ${round}`);
      await press(kaka, 'Answer');
      took.push(await kaka.page.evaluate(() => own));
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await press(kaka, 'End the round');
      await press(kaka, 'End the round');
    }
    const median = took.toSorted((a, b) => a - b)[1];
    console.log(`answer to own answer, a quarter of the processor: ${took.map(Math.round).join(', ')} ms`);
    // A bound for a busy machine; the figure that is asked for is 100 ms.
    assert.ok(median < 400, `${median} ms`);
    kaka.calm();
    await kaka.leave();
  });
});
