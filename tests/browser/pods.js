// Measures how long a phone takes to open a pod from its stored picture: `npm run pods`, with TRACEBOARD_BIN of a release build.
import { slow } from './measure.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const ROUNDS = Number(process.env.TRACEBOARD_ROUNDS ?? 5);
const TRACES = 60;
const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** From the tap on a pod's card to the frame that shows its first card, or that it is empty. */
async function opens(page, intention) {
  await page.evaluate(() => {
    globalThis.opened = new Promise(resolve => {
      let tapped;
      addEventListener('pointerup', ({ timeStamp }) => (tapped = timeStamp), { once: true, capture: true });
      const seen = new MutationObserver(() => {
        const there = [...document.querySelectorAll('main [data-trace], main .empty')].some(each => each.checkVisibility());
        if (!tapped || !there || document.querySelector('.pods')) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve(performance.now() - tapped);
          after.port2.postMessage('');
        });
      });
      seen.observe(document, { childList: true, subtree: true });
    });
  });
  await page.locator('[data-pod]').filter({ hasText: intention }).getByRole('link').click();
  const took = await page.evaluate(() => opened);
  await page.getByText('live', { exact: true }).filter({ visible: true }).waitFor();
  await page.getByRole('button', { name: 'To the pods' }).click();
  await page.locator('.pods').waitFor();
  return took;
}

const browser = await launch();
const server = await Server.start();
try {
  const kea = await Person.member(browser, server, 'Kea');
  const { page } = kea;
  await page.getByRole('link', { name: 'Pods', exact: true }).click();
  for (const intention of ['Full', 'Empty']) {
    await page.getByRole('button', { name: 'Call a pod' }).click();
    await page.getByLabel('What is it for?').fill(intention);
    await page.getByRole('button', { name: 'Call it' }).click();
    await page.locator('[data-pod]').filter({ hasText: intention }).getByRole('link').waitFor();
  }
  const traces = Array.from({ length: TRACES }, (_, index) => `Washed pot number ${index} of the long evening, and told of it`);
  await page.evaluate(
    async ({ traces }) => {
      const { listed, pods } = await (await fetch(`/api/c/${location.pathname.split('/')[2]}/pods`)).json();
      const { id } = pods.find(({ intention, n }) => intention === 'Full' && listed.includes(n));
      const uuid = n => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`;
      const drafts = traces.map((text, n) => ({ id: uuid(n), written_at_ms: Date.now(), deed: { type: 'leave', text } }));
      for (let from = 0; from < drafts.length; from += 10) {
        const answer = await fetch(`/api/c/${location.pathname.split('/')[2]}/pods/${id}/posts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ drafts: drafts.slice(from, from + 10) }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
    },
    { traces },
  );
  const table = {};
  for (const profile of ['full speed', 'slow 4G and 4 x CPU']) {
    if (profile !== 'full speed') await slow(page);
    for (const intention of ['Full', 'Empty']) {
      const first = await opens(page, intention);
      const again = [];
      for (let round = 0; round < ROUNDS; round += 1) again.push(await opens(page, intention));
      const what = intention === 'Full' ? `a pod of ${TRACES} traces` : 'an empty pod';
      table[`${what}, ${profile}`] = { first: `${Math.round(first)} ms`, 'from what is kept': `${Math.round(median(again))} ms`, must: '100 ms' };
    }
  }
  console.table(table);
} finally {
  await browser.close();
  await server.end();
}
