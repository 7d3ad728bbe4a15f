// Measures scrolling in a long feed: `npm run smooth`, with TRACEBOARD_BIN of a release build and TRACEBOARD_REAL_TRACES or the
// sample. One run compares scrolling and arrivals with the first page of cards and with a thousand.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const MANY = 1_000;
const ARRIVALS = 7;
const STEP_PX = 80;
const FRAMES = 240;
const traces = process.env.TRACEBOARD_REAL_TRACES ?? join(import.meta.dirname, '../../crates/traceboard/demo/retreat.jsonl');

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** The milliseconds of work on the page's main thread so far. */
async function meter(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
  };
}

/** Scrolls one step in each frame, from the top. */
const frames = page =>
  page.evaluate(
    async ([step, most]) => {
      const gaps = [];
      let last = await new Promise(requestAnimationFrame);
      for (let n = 1; n <= most && n * step < document.documentElement.scrollHeight - innerHeight; n += 1) {
        scrollTo(0, n * step);
        const now = await new Promise(requestAnimationFrame);
        gaps.push(now - last);
        last = now;
      }
      scrollTo(0, 0);
      return gaps;
    },
    [STEP_PX, FRAMES],
  );

const server = await Server.start();
const browser = await launch();
try {
  const env = { ...process.env, XDG_CONFIG_HOME: server.folder };
  execFileSync(process.env.TRACEBOARD_BIN, ['import', traces, '--circle', server.ready.host_link], { env, stdio: 'ignore' });
  const reader = await Person.member(browser, server, 'Kea', { reducedMotion: 'no-preference' });
  const writer = await Person.member(browser, server, 'Tui');
  const { page } = reader;
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver(list => long.push(...list.getEntries().map(each => each.duration))).observe({ type: 'longtask' });
  });
  const work = await meter(page);
  const count = () => page.locator('[data-trace]').count();

  const measure = async () => {
    const arrivals = [];
    for (let n = 0; n < ARRIVALS; n += 1) {
      await page.evaluate(() => scrollTo(0, 0));
      const before = await work();
      // No polling meanwhile: that would count as work. It is over when its highlight has faded.
      const arrived = page.evaluate(async () => {
        await new Promise(resolve => new MutationObserver(resolve).observe(document.querySelector('.feed'), { childList: true, subtree: true }));
        await Promise.allSettled(document.getAnimations().map(each => each.finished));
      });
      await writer.leaves(`arrival ${n}`);
      await arrived;
      arrivals.push((await work()) - before);
    }
    const before = await work();
    const gaps = await frames(page);
    const scrolled = ((await work()) - before) / gaps.length;
    const long = await page.evaluate(() => long.splice(0));
    console.log(
      `${String(await count()).padStart(5)} cards · frame ${median(gaps).toFixed(1)} ms median, ` +
        `${gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)].toFixed(1)} ms p95, ${scrolled.toFixed(1)} ms of work each · ` +
        `arrival ${median(arrivals).toFixed(0)} ms of work · tasks over 50 ms: ${long.length}, longest ${Math.max(0, ...long).toFixed(0)} ms`,
    );
  };

  await measure();
  while ((await count()) < MANY && (await page.locator('.older').count()) > 0) {
    const before = await count();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(n => document.querySelectorAll('[data-trace]').length > n || !document.querySelector('.older'), before);
  }
  await page.evaluate(() => long.splice(0));
  await measure();
} finally {
  await browser.close();
  await server.end();
}
