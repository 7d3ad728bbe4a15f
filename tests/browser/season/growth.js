// Thirty.
import assert from 'node:assert/strict';
import { picture, to } from './stage.js';

export async function growth(its) {
  const { host, kea, tui, others } = its;
  const names = Object.keys(others);
  let on = await others.Weka.leaves('Drew a map of the house on the back of the door');
  for (let at = 0; at < 40; at += 1) {
    const by = others[names[(at * 7 + (at >> 2)) % names.length]];
    on = await by.leaves(`Added a room to the map (${at + 1})`, { builds_on: [on] });
  }
  await to(kea, 'Pods');
  await kea.page.getByRole('link', { name: 'Who builds with whom', exact: true }).click();
  await kea.page.locator('svg.weave').waitFor();
  await kea.page.getByText('As a table').click();
  // The heads' row, and everyone.
  await kea.page.getByRole('row').nth(30).waitFor();
  await kea.page.getByText('As a table').click();
  assert.doesNotMatch(await kea.page.locator('main.weaving').textContent(), /\d/, 'no number');
  await picture(kea, 'weave', kea.page.getByRole('heading', { name: 'Who builds with whom' }));
  for (const person of [host, kea, tui]) person.calm();
}
