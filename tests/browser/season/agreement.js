// An agreement, from a proposal to one that is lived.
import { asksAgain, facts, proposes, tap, wordings } from '../agreeing.js';
import { post } from '../eyes.js';
import { dialog, picture, press, to } from './stage.js';

export async function agreement(its) {
  const { host, kea, others } = its;
  await its.home(kea);
  await to(kea, 'Together');
  await tap(kea, 'Propose something');
  await proposes(kea, 'We begin when the bell rings', 'Waiting for the last one cools the soup.');
  await facts(kea, 'We notice');
  await kea.page.locator('.agreed').getByText('waiting', { exact: true }).waitFor({ state: 'detached' });
  await tap(kea, 'Try it');
  await dialog(kea).getByRole('button', { name: 'in a week' }).click();
  await facts(kea, 'We try it until');

  const { agreements, cards } = await others.Ruru.reads('agreements');
  const { id } = cards.find(({ n }) => n === agreements[0]);
  const word = (who, text, shares) => others[who].leaves(text, { builds_on: [id], facet: { is: 'wording', shares } });
  await word('Ruru', 'I come early and set the table', true);
  await word('Weka', 'A bell is too loud for me. I look at the clock', false);
  await wordings(kea).filter({ hasText: 'too loud' }).getByText('I don’t share this').waitFor();

  await asksAgain(kea);
  await kea.page.locator('.agreed .round').waitFor();
  const { round } = await others.Ruru.answers('Keep it: we eat while it is warm');
  await post(kea, [{ type: 'end_round', round }]);
  await tap(kea, 'What follows?');
  await dialog(kea).getByText('Live it', { exact: true }).click();
  await press(kea, 'no day yet');
  await facts(kea, 'We live it');
  await picture(kea, 'agreement');
  await its.home(kea);
  for (const person of [host, kea]) person.calm();
}
