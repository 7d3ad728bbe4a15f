// A retreat of a weekend, with an opening and a closing round.
import assert from 'node:assert/strict';
import { post } from '../eyes.js';
import { button, DAY_MS, dialog, picture, press, to } from './stage.js';

export async function retreat(its) {
  const { host, kea, others, come, home } = its;
  await come('Tieke', 'Weka', 'Ruru', 'Kaka', 'Toroa', 'Moa');
  await to(host, 'Together');
  await button(host.page, 'Open a gathering').click();
  const local = by_ms => {
    const at = new Date(Date.now() + by_ms);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  await dialog(host).getByLabel('Its name').fill('Autumn retreat');
  await dialog(host).getByLabel('From').fill(local(-3_600_000));
  await dialog(host).getByLabel('To').fill(local(2 * DAY_MS));
  await press(host, 'Open it');
  await host.page.getByRole('main').getByRole('link', { name: /Autumn retreat/ }).first().click();
  await button(host.page, 'Begin with a round').click();
  await press(host, 'Ask everyone');
  await dialog(host).getByRole('textbox').fill('The keys, and no plan');
  await press(host, 'Answer');
  await host.page.keyboard.press('Escape');
  await others.Weka.answers('Two free hands, and boots');
  await others.Ruru.answers('A song without an end yet');
  await others.Moa.does({ type: 'pass', round: await others.Moa.asked() });

  // Who hasn't answered reads nobody's answer.
  await kea.page.getByRole('button', { name: /What do you bring/ }).click();
  await dialog(kea).getByRole('textbox').waitFor();
  assert.equal(await kea.page.getByText('Two free hands').count(), 0);
  await dialog(kea).getByRole('textbox').fill('Bread that is older than I am');
  await press(kea, 'Answer');
  await dialog(kea).getByText('Two free hands').waitFor();
  await picture(kea, 'opening-round');
  await kea.page.keyboard.press('Escape');
  await others.Toroa.answers('Quiet, mostly');
  await post(host, [{ type: 'end_round', round: await others.Toroa.asked() }]);

  const wood = await others.Weka.leaves('Chopped kindling for two evenings', { open_end: 'stack it under the eaves' });
  await others.Ruru.leaves('Stacked it bark side up', { builds_on: [wood] });
  const rope = await others.Kaka.leaves('Hung a rope between the two ash trees');
  const swing = await others.Tieke.leaves('The plank hangs from the rope. It swings!', { builds_on: [rope] });
  await others.Moa.leaves('Sketched everyone who tried the swing', { builds_on: [swing] });
  await kea.sees('Sketched everyone');
  await kea.page.getByRole('link', { name: /Autumn retreat/ }).click();
  await kea.card('Sketched everyone').waitFor();
  await picture(kea, 'retreat');
  await button(kea.page, 'End with a round').click();
  await press(kea, 'Ask everyone');
  await dialog(kea).getByRole('textbox').fill('How to ask for help with the wood');
  await press(kea, 'Answer');
  await others.Weka.answers('The third verse');
  await dialog(kea).getByText('The third verse').waitFor();
  await press(kea, 'End the round');
  await press(kea, 'End the round');
  await kea.page.keyboard.press('Escape');
  await button(host.page, 'End it now').click();
  await press(host, 'End it now');
  await kea.card('Chopped kindling').waitFor();
  for (const who of [host, kea]) await home(who);
}
