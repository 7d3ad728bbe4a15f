// Measures a long feed: `npm run smooth`, with TRACEBOARD_BIN of a release build. One run compares scrolling and arrivals with the first
// page of cards and with 2,000, and looks at what the page holds once 10,000 cards were scrolled through.
import { bring, listed, madeUp, older, slow } from './measure.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const MANY = 2_000;
const ALL = 10_000;
const ARRIVALS = 7;
const STEP_PX = 80;
const FRAMES = 1_250;

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
  bring(server, await madeUp(server.folder, ALL));
  const reader = await Person.member(browser, server, 'Kea', { reducedMotion: 'no-preference', isMobile: true, hasTouch: true });
  const writer = await Person.member(browser, server, 'Tui');
  const { page } = reader;
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver(list => long.push(...list.getEntries().map(each => each.duration))).observe({ type: 'longtask' });
  });
  const work = await meter(page);
  const count = () => listed(page);

  /** The tasks over 50 ms since it was last asked. */
  const longTasks = async () => {
    const long = await page.evaluate(() => long.splice(0));
    return long.length > 0 ? `${long.length}, longest ${Math.max(...long).toFixed(0)} ms` : '0';
  };

  const measure = async name => {
    const arrivals = [];
    for (let n = 0; n < ARRIVALS; n += 1) {
      await page.evaluate(() => scrollTo(0, 0));
      const before = await work();
      // No polling meanwhile: that would count as work. It is over when its highlight has faded.
      const text = `arrival ${n}, ${name}`;
      const arrived = page.evaluate(async text => {
        const feed = document.querySelector('.feed');
        await new Promise(resolve =>
          new MutationObserver(() => feed.querySelector('.run')?.textContent.includes(text) && resolve()).observe(feed, { childList: true, subtree: true }),
        );
        await Promise.allSettled(document.getAnimations().map(each => each.finished));
      }, text);
      await writer.leaves(text);
      await arrived;
      arrivals.push((await work()) - before);
    }
    const arriving = await longTasks();
    const before = await work();
    const gaps = await frames(page);
    const scrolled = ((await work()) - before) / gaps.length;
    console.log(
      `${String(await count()).padStart(5)} cards, ${await page.locator('[data-trace]').count()} drawn · frame ${median(gaps).toFixed(1)} ms median, ` +
        `${gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)].toFixed(1)} ms p95, ${scrolled.toFixed(1)} ms of work each · ` +
        `tasks over 50 ms while scrolling: ${await longTasks()} · arrival ${median(arrivals).toFixed(0)} ms of work, tasks over 50 ms in ${ARRIVALS}: ${arriving}`,
    );
  };

  /** Scrolls to the end again and again, until the feed has so many cards. Returns the tasks over 50 ms. */
  const through = async most => {
    await longTasks();
    await older(page, most - (await count()));
    return longTasks();
  };

  await measure('at first');
  console.log(`      while they came, tasks over 50 ms: ${await through(MANY)}`);
  await measure('among many');
  const phone = await slow(page);
  console.log('      with the network and the processor of a slow phone:');
  await measure('on a slow phone');
  await phone.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await phone.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const long = await through(ALL);
  const devtools = await page.context().newCDPSession(page);
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  console.log(
    `${String(await count()).padStart(5)} cards scrolled through, ${await page.locator('[data-trace]').count()} drawn · heap ${(usedSize / 1_000_000).toFixed(1)} MB of 60 · ` +
      `while they came, tasks over 50 ms: ${long}`,
  );
} finally {
  await browser.close();
  await server.end();
}
