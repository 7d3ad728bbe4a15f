// Measures what the page costs on a phone: `npm run page`, with TRACEBOARD_BIN of a release build, and TRACEBOARD_REAL_TRACES for a
// real board. Bytes are counted at a proxy, requests and headers included; times are medians of five, each in a new
// browser context, with the network and processor of Lighthouse's slow phone.
import { join } from 'node:path';
import { composes, jpeg } from './camera.js';
import { bring, listed, load, longest, madeUp, Meter, older, opened, openTrail, phone, signedIn, slow } from './measure.js';
import { Network } from './network.js';
import { kept, launch, Person } from './people.js';
import { Server } from './processes.js';

const ROUNDS = Number(process.env.TRACEBOARD_ROUNDS ?? 5);
const LARGE = 10_679;
const SMALL = 16;
/** Three polls of 25 s. */
const IDLE_MS = 75_000;

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const kb = bytes => `${(bytes / 1_000).toFixed(1)} KB`;
const ms = number => `${Math.round(number)} ms`;

/** A cold start: no cache, no service worker, no stored picture, only a session. */
async function cold(browser, session, meter) {
  const context = await phone(browser, session);
  const page = await context.newPage();
  const card = await opened(page, meter);
  await context.close();
  return card;
}

/** Waits until the page's last screen is kept. */
const screenKept = page =>
  page.evaluate(async () => {
    while (!(await caches.has('screen'))) await new Promise(requestAnimationFrame);
  });

/** The same phone again, a while later: the page's parts, the last board and its screen are kept. Returns the times to the first card. */
async function anew(browser, session, meter) {
  const context = await phone(browser, session);
  const first = await load(context, meter);
  // The worker comes after the first touch, to a page that stays open.
  await first.page.mouse.move(100, 100);
  await kept(first.page);
  await meter.quiet();
  await screenKept(first.page);
  await first.page.close();
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage();
    times.push(await opened(page, meter));
    await page.getByText('live', { exact: true }).waitFor();
    await screenKept(page);
    await page.close();
  }
  await context.close();
  return times;
}

/**
 * From the tap on *Leave* until the browser has shown the next frame, by its own measure (Event Timing, in steps of 8 ms), which has
 * to have the card in it.
 */
async function leaves(page, number) {
  await page.getByRole('button', { name: 'Leave a trace' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'What did you do?' }).fill(`Measured ${number}`);
  await page.evaluate(text => {
    const has = () => [...document.querySelectorAll('[data-trace]')].some(card => card.textContent.includes(text));
    let [drawn, at_ms] = [false, Number.NaN];
    const tapped = ({ timeStamp }) => {
      at_ms = timeStamp;
      requestAnimationFrame(() => (drawn = has()));
    };
    addEventListener('click', tapped, { once: true, capture: true });
    globalThis.own = new Promise((resolve, reject) => {
      new PerformanceObserver((list, observer) => {
        // The tap that opened the sheet may be told of only now.
        const click = list.getEntries().find(({ name, startTime }) => name === 'click' && startTime === at_ms);
        if (!click) return;
        observer.disconnect();
        if (drawn) resolve(click.duration);
        else reject(new Error('the first frame after the tap has no card'));
      }).observe({ type: 'event', durationThreshold: 16 });
      // What is shown within 16 ms has no entry.
      setTimeout(() => drawn && resolve(16), 3_000);
    });
  }, `Measured ${number}`);
  await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
  const took = await page.evaluate(() => own);
  await page.locator('[data-trace]').filter({ hasText: `Measured ${number}` }).getByText('waiting', { exact: true }).waitFor({ state: 'detached' });
  return took;
}

async function measure(browser, name, file) {
  const server = await Server.start();
  try {
    bring(server, await file(server.folder));
    const meter = await Meter.before(server);
    const { circle } = server.ready;
    const session = await signedIn(browser, meter, 'Kea');
    const tui = await Person.member(browser, server, 'Tui');

    const context = await phone(browser, session);
    const first = await load(context, meter);
    const had = await listed(first.page);
    const olderBytes = await meter.of(() => older(first.page, 200));
    const count = (await listed(first.page)) - had;
    const { seed, size } = await longest(first.page, circle);
    const trail = await meter.of(() => openTrail(first.page, circle, seed));
    await first.page.close();
    for (const words of ['one', 'two', 'three']) {
      await tui.leaves(`Meanwhile, ${words}`);
      await tui.sees(`Meanwhile, ${words}`);
    }
    const again = await load(context, meter);
    const { shift } = await again.page.evaluate(() => told);
    const fast = [];
    for (let round = 0; round < ROUNDS; round += 1) fast.push(await leaves(again.page, `at full speed ${round}`));
    await slow(again.page);
    const taps = [];
    for (let round = 0; round < ROUNDS; round += 1) taps.push(await leaves(again.page, `slowly ${round}`));
    await context.close();

    const cards = [];
    for (let round = 0; round < ROUNDS; round += 1) cards.push(await cold(browser, session, meter));
    const returns = await anew(browser, session, meter);
    console.log(`\n${name}`);
    console.table({
      'first load, to the first card': { measured: kb(first.card), must: '60 KB' },
      'first load, with all that follows it': { measured: kb(first.all), must: '60 KB' },
      'return with three new traces': { measured: kb(again.all), must: '15 KB' },
      [`older traces (${count} came), for 200`]: { measured: count ? kb((olderBytes * 200) / count) : '-', must: '40 KB' },
      [`a trail of ${size}`]: { measured: kb(trail), must: '60 KB' },
      'first card, cold, slow 4G and 4 x CPU': { measured: ms(median(cards)), must: '1,200 ms' },
      'first card again, slow 4G and 4 x CPU': { measured: ms(median(returns)), must: '500 ms' },
      'layout shift on return': { measured: shift.toFixed(3), must: '0.02' },
      'Leave to own card': { measured: ms(median(fast)), must: '50 ms' },
      'Leave to own card, slow 4G and 4 x CPU': { measured: ms(median(taps)), must: '50 ms' },
    });
    await tui.leave();
    await meter.end();
  } finally {
    await server.end();
  }
}

/** From the tap on *Leave* until a photo of 12 megapixels is on the board, with the network of a slow phone; and how large it is sent. */
async function photo(browser) {
  const server = await Server.start();
  try {
    const kea = await Person.member(browser, server, 'Kea');
    const file = await jpeg(kea.page, 4_000, 3_000, { noise: true });
    const sizes = [];
    kea.page.on('request', request => request.method() === 'PUT' && sizes.push(request.postDataBuffer()?.length ?? 0));
    await slow(kea.page);
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const sheet = await composes(kea, `A photo ${round}`, file);
      const begun = performance.now();
      await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
      await kea.sees(`A photo ${round}`);
      times.push(performance.now() - begun);
    }
    await kea.leave();
    return [median(times), median(sizes), file.buffer.length];
  } finally {
    await server.end();
  }
}

/** The bytes a minute of an idle page, in a circle where nothing happens. */
async function idle(browser, upgrade) {
  const server = await Server.start();
  const meter = await Meter.before(server);
  const network = await Network.before(meter);
  try {
    network.upgrade = upgrade;
    const kea = await Person.member(browser, network, 'Kea');
    await kea.leaves('Somebody was here');
    await kea.sees('Somebody was here');
    // What it fetches ahead is the first load's, not an idle minute's.
    await kea.kept();
    await meter.quiet();
    const before = meter.bytes;
    await new Promise(resolve => setTimeout(resolve, IDLE_MS));
    const bytes = ((meter.bytes - before) * 60_000) / IDLE_MS;
    await kea.leave();
    return bytes;
  } finally {
    await network.end();
    await meter.end();
    await server.end();
  }
}

const browser = await launch();
try {
  const [socket, poll] = await Promise.all([idle(browser, 'pass'), idle(browser, 'refuse')]);
  console.log('\nan open page in a quiet circle, a minute');
  console.table({ 'by socket': { measured: kb(socket), must: '2 KB' }, 'by long poll': { measured: kb(poll), must: '8 KB' } });
  const [took, sent, was] = await photo(browser);
  console.log(`\na photo of 12 megapixels (${kb(was)}), shrunk to ${kb(sent)}, slow 4G and 4 x CPU`);
  console.table({ 'Leave to the photo on the board': { measured: ms(took), must: '3,000 ms' } });
  const sample = join(import.meta.dirname, '../../crates/traceboard/demo/retreat.jsonl');
  const real = process.env.TRACEBOARD_REAL_TRACES;
  await measure(browser, `${SMALL} made-up traces`, folder => madeUp(folder, SMALL));
  await measure(browser, real ? 'the real traces' : 'the sample', async () => real ?? sample);
  await measure(browser, `${LARGE} made-up traces`, folder => madeUp(folder, LARGE, 449));
} finally {
  await browser.close();
}
