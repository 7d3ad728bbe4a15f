// Looking back, and looking back again.
import { post } from '../eyes.js';
import { button, dialog, picture, press, sound, to } from './stage.js';

const slip = (who, text) => who.page.locator('button.slip').filter({ hasText: text }).first();
const bundle = (who, text) => who.page.locator('.bundle').filter({ has: who.page.locator('.slip', { hasText: text }) });

export async function retro(its) {
  const { host, kea, others } = its;
  await to(host, 'Together');
  await button(host.page, 'Look back together').click();
  await press(host, 'Open it');
  await host.page.getByRole('button', { name: /What works/ }).waitFor();
  const { round, answer: weka } = await others.Weka.answers('The wood crew', 'Too much talk before breakfast', 'Wash up in pairs');
  const { answer: ruru } = await others.Ruru.answers('Singing', 'Long talks on an empty stomach', 'Ring a bell for breakfast');
  await post(host, [{ type: 'pass', round }]);
  await to(kea, 'Together');
  await kea.page.getByRole('button', { name: /What works/ }).click();
  for (const [at, text] of ['The song', 'Nobody knows where the key is', 'A silent hour after lunch'].entries())
    await dialog(kea).getByRole('textbox').nth(at).fill(text);
  await press(kea, 'Answer');
  await dialog(kea).locator('.slip').filter({ hasText: 'The song' }).waitFor();
  await kea.page.keyboard.press('Escape');
  await kea.page.getByRole('main').getByRole('link', { name: /^Retro/ }).click();
  const card = (answer, prompt) => ({ answer, prompt, line: 0 });
  await others.Weka.does({ type: 'put_card', round, card: card(weka, 1), onto: card(ruru, 1) });
  await bundle(kea, 'Long talks').filter({ hasText: 'Too much talk' }).waitFor();
  await slip(kea, 'Singing').click();
  await slip(kea, 'The song').click();
  await bundle(kea, 'The song').filter({ hasText: 'Singing' }).waitFor();
  await bundle(kea, 'Ring a bell').getByRole('button', { name: 'I’ll do this' }).click();
  await press(kea, 'tomorrow');
  await press(kea, 'Leave');
  await bundle(kea, 'Ring a bell').getByText(/, by tomorrow/).waitFor();
  await picture(kea, 'retro', kea.page.getByRole('heading', { name: 'What would you change?' }));

  await host.page.goto(`${its.board}together`);
  await host.page.getByRole('main').getByRole('link', { name: /^Retro/ }).first().click();
  await button(host.page, 'End it now').click();
  await press(host, 'End it now');
  await button(host.page, 'End it now').waitFor({ state: 'detached' });
  await host.page.goto(`${its.board}together`);
  await button(host.page, 'Look back together').click();
  await press(host, 'Open it');
  await host.page.getByRole('heading', { name: 'What you wanted to try last time' }).waitFor();
  await sound(host);
}
