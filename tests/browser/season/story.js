// What many left at the retreat, told as one story, read outside by a link, and taken along.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { button, dialog, phone, picture, press, to } from './stage.js';

export async function story(its) {
  const { host, kea, others } = its;
  await its.home(kea);
  await to(kea, 'Together');
  await kea.page.getByRole('main').getByRole('link', { name: /Autumn retreat/ }).click();
  await button(kea.page, 'Tell its story').click();
  const parts = dialog(kea).locator('.tells > li');
  await parts.filter({ hasText: 'Sketched everyone' }).waitFor();
  await dialog(kea).getByRole('textbox', { name: 'Its title' }).fill('How the swing came');
  for (const other of ['Found the key', 'All the shutters', 'Chopped kindling', 'Stacked it'])
    await parts.filter({ hasText: other }).getByRole('button', { name: 'Take out' }).click();
  const write = async (before, words) => {
    await parts.filter({ hasText: before }).getByRole('button', { name: 'Write here' }).click();
    await dialog(kea).getByRole('textbox', { name: 'Your words here' }).last().fill(words);
  };
  await write('Sketched everyone', 'By then there was a queue.');
  await press(kea, 'Tell it');
  await kea.page.getByRole('heading', { name: 'How the swing came' }).waitFor();
  await kea.page.getByText('On its way').waitFor({ state: 'detached' });
  const told = kea.page.locator('.told article').locator('.words, blockquote');
  assert.equal(await told.count(), 4);
  await kea.page.getByText('The story is told.').waitFor({ state: 'detached' });
  await picture(kea, 'story');

  const { feed, cards } = await others.Weka.reads('stories');
  const { id } = cards.find(({ n }) => n === feed[0]);
  await others.Weka.leaves('Drew the swing on the wall of the shed', { builds_on: [id] });
  await host.sees('Drew the swing on the wall');

  await button(kea.page, 'Make a link').click();
  const link = await kea.page.getByRole('textbox', { name: 'It is shown only now.' }).inputValue();
  const outside = await its.browser.newContext({ ...phone, javaScriptEnabled: false });
  const page = await outside.newPage();
  await page.goto(link);
  await page.getByRole('heading', { name: 'How the swing came' }).waitFor();
  await page.getByText('It swings!').waitFor();
  await outside.close();
  const coming = kea.page.waitForEvent('download');
  await kea.page.getByRole('link', { name: 'As text (Markdown)' }).click();
  assert.match(await readFile(await (await coming).path(), 'utf8'), /How the swing came[\s\S]*By then there was a queue/);
  await its.home(kea);
  for (const person of [host, kea]) person.calm();
}
