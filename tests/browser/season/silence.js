// A silence and a return.
import assert from 'node:assert/strict';
import { button, DAY_MS, picture, to } from './stage.js';

export async function silence(its) {
  const { server, kea, tui, come, home } = its;
  await to(tui, 'Now');
  await tui.leaves('Planted beans by the south wall');
  await tui.sees('Planted beans');
  await tui.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await tui.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await tui.page.goto('about:blank');
  await home(kea);
  await kea.sees('Planted beans');
  await kea.buildsOn('Planted beans', 'Watered them every evening, and put a net over the young ones');
  await kea.sees('Watered them');
  await come('Kokako', 'Takahe', 'Titi', 'Tauhou', 'Matuku', 'Kotare', 'Riroriro', 'Pukeko', 'Toutouwai', 'Mohua', 'Popokotea', 'Kuaka', 'Torea', 'Kawau', 'Karoro');
  await tui.page.goto(`${server.ready.address}/healthz`);
  await tui.page.evaluate(silence_ms => {
    const key = Object.keys(localStorage).find(key => key.startsWith('seen '));
    const visit = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...visit, at_ms: visit.at_ms - silence_ms }));
  }, 20 * DAY_MS);
  await tui.page.goto(its.board);
  await tui.live();
  const { page } = tui;
  await page.getByRole('region', { name: 'Grew from yours' }).getByText('Watered them').waitFor();
  await page.getByRole('region', { name: 'New here' }).getByText('Takahe').waitFor();
  assert.doesNotMatch(await page.getByRole('main').filter({ visible: true }).innerText(), /\b(days?|weeks?|away|missed)\b/i);
  await picture(tui, 'return');
  await page.getByRole('button', { name: /Go on from here|Go to the board/ }).first().click();
}
