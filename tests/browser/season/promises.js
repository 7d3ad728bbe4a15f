// Promises: kept, and let go.
import assert from 'node:assert/strict';
import { button, day, DAY_MS, dialog, picture, press, to } from './stage.js';

export async function promises(its) {
  const { server, host, kea, tui } = its;
  await to(tui, 'Now');
  await button(tui.page, 'Leave a trace').click();
  await press(tui, 'I will…');
  await press(tui, 'tomorrow');
  await dialog(tui).getByRole('textbox', { name: 'I will…' }).fill('stack all the wood alone');
  await press(tui, 'Leave');
  await kea.sees('stack all the wood alone');
  await tui.sees('stack all the wood alone');
  await tui.does('stack all the wood alone', 'Take back', true);
  await kea.doesNotSee('stack all the wood alone');
  // Made a week ago, for today: an import may say so.
  const { me } = await tui.page.evaluate(async () => (await fetch(`/api${location.pathname}mine`)).json());
  const at = Date.now() - 7 * DAY_MS;
  const facet = { is: 'promise', due: day(0) };
  const line = { id: 'piano', at, member: 'Tui', member_id: me, text: 'tune the old piano', places: [], builds_on: [], facet };
  await host.page.evaluate(
    async ([at, body]) => fetch(at, { method: 'POST', body }),
    [`/api/c/${server.ready.circle}/import`, JSON.stringify(line)],
  );
  const panel = tui.page.getByRole('region', { name: /^You said/ });
  await panel.getByText('tune the old piano').waitFor();
  assert.equal(await kea.page.getByRole('region', { name: /^You said/ }).count(), 0, 'its author alone is asked');
  await picture(tui, 'promise');
  await button(panel, 'I did it').click();
  await dialog(tui).getByRole('textbox', { name: 'What did you do?' }).fill('The piano is in tune with itself again');
  await press(tui, 'Leave');
  await kea.sees('The piano is in tune');
  await panel.waitFor({ state: 'detached' });
}
