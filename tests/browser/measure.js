// Tools to measure the page: boards of a given size, a byte counter in front of a server, and the browser's own metrics.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Person } from './people.js';

/** After so long without a byte on the wire a load is complete. */
const QUIET_MS = 1_500;

/** Lighthouse's slow 4G: 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up; and a processor at a quarter of the speed. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;

/** Counts every byte between a browser and a server over TCP, headers and websocket handshakes included. */
export class Meter {
  bytes = 0;
  #last = 0;
  /** The count after each chunk, with its time. */
  #pieces = [];
  #lines = new Set();

  static async before(server) {
    const meter = new Meter();
    const to = new URL(server.ready.address);
    meter.server = createServer(line => {
      const on = connect(to.port, to.hostname);
      for (const [from, into] of [[line, on], [on, line]]) {
        meter.#lines.add(from);
        from.on('data', data => {
          meter.bytes += data.length;
          meter.#last = performance.now();
          meter.#pieces.push([Date.now(), meter.bytes]);
          into.write(data);
        });
        from.on('error', () => {}).on('close', () => {
          meter.#lines.delete(from);
          into.destroy();
        });
      }
    });
    await new Promise((resolve, reject) => meter.server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const by = link => link.replace(to.host, `127.0.0.1:${meter.server.address().port}`);
    meter.ready = { ...server.ready, address: by(server.ready.address), invite_link: by(server.ready.invite_link) };
    meter.board = `${meter.ready.address}/c/${server.ready.circle}/`;
    return meter;
  }

  /** The count at a time. */
  by(at_ms) {
    return this.#pieces.findLast(([came_ms]) => came_ms <= at_ms)?.[1] ?? 0;
  }

  /** Resolves once the wire is quiet. */
  async quiet() {
    this.#last = performance.now();
    while (performance.now() - this.#last < QUIET_MS) await new Promise(resolve => setTimeout(resolve, 50));
  }

  /** The bytes that `act` causes, until the wire is quiet. */
  async of(act) {
    const before = this.bytes;
    await act();
    await this.quiet();
    return this.bytes - before;
  }

  async end() {
    for (const line of this.#lines) line.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }
}

/** Imports a file of traces into a server's circle. */
export function bring(server, file) {
  const env = { ...process.env, XDG_CONFIG_HOME: server.folder };
  execFileSync(process.env.TRACEBOARD_BIN, ['import', file, '--circle', server.ready.host_link], { env, stdio: 'ignore' });
}

const WORDS = (
  'swept washed carried mended planted cooked moved found wrote painted long room kitchen garden hall shed stairs candles ' +
  'chairs table kettle bread soup beans window door bicycle roof carpet with for the and from after before who never together ' +
  'morning evening rain everybody somebody quiet list letter neighbours tools water wood fire song circle path bridge'
).split(' ');

/** Writes a file of `count` made-up traces, the last `trail` of them in one trail; the same ones each time. */
export async function madeUp(folder, count, trail = 0) {
  let seed = 1;
  const random = most => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const line = index => {
    const words = Array.from({ length: 5 + random(14) }, () => WORDS[random(WORDS.length)]).join(' ');
    const inTrail = index - (count - trail);
    const parent = inTrail > 0 ? index - 1 - random(Math.min(inTrail, 5)) : index - 1 - random(40);
    const builds = inTrail > 0 || (inTrail < 0 && index > 0 && random(3) > 0 && parent >= 0);
    return {
      id: `m${index}`,
      at: 1_700_000_000_000 + index * 60_000,
      member: `Member ${1 + random(120)}`,
      text: words[0].toUpperCase() + words.slice(1),
      places: random(4) === 0 ? [WORDS[random(WORDS.length)]] : [],
      builds_on: builds ? [`m${parent}`] : [],
    };
  };
  const file = join(folder, `made-up-${count}.jsonl`);
  await writeFile(file, Array.from({ length: count }, (_, index) => `${JSON.stringify(line(index))}\n`).join(''));
  return file;
}

/** The cookies of a new member, for new contexts. */
export async function signedIn(browser, meter, name) {
  const person = await Person.member(browser, meter, name);
  const { cookies } = await person.context.storageState();
  await person.leave();
  return { cookies, origins: [] };
}

/** A phone's browser context with a session, and nothing else stored. */
export async function phone(browser, storageState, more = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, storageState, ...more });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(() => {
    globalThis.told = { shift: 0 };
    // Of the board, or of its last screen.
    const seen = () => {
      if ('card' in told || !document.querySelector('.card')) return;
      // Measured at the frame that shows it.
      told.card = 0;
      told.carded_ms = Date.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          told.card = performance.now();
          console.debug('a card is shown');
        };
        channel.port2.postMessage('');
      });
    };
    new MutationObserver(seen).observe(document, { childList: true, subtree: true });
    new PerformanceObserver(list => {
      for (const each of list.getEntries()) if (!each.hadRecentInput) told.shift += each.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return context;
}

/**
 * Opens the board as a slow phone. Returns the time to its first card, in ms. Not by `waitForFunction`, whose own script would take
 * a quarter of a second of that phone's processor before it.
 */
export async function opened(page, meter) {
  await slow(page);
  const shown = page.waitForEvent('console', message => message.text() === 'a card is shown');
  await page.goto(meter.board, { waitUntil: 'commit' });
  await shown;
  return (await page.evaluate(() => told)).card;
}

/** Loads the board until it is live. Returns the bytes up to the first card, and until the wire was quiet. */
export async function load(context, meter) {
  const before = meter.bytes;
  const page = await context.newPage();
  const all = await meter.of(async () => {
    await page.goto(meter.board, { waitUntil: 'commit' });
    await page.locator('[data-trace]').first().waitFor({ state: 'attached' });
    await page.getByText('live', { exact: true }).waitFor();
  });
  // By the wall clock, which both have: on a busy machine a call from the page arrives late.
  const card = meter.by(await page.evaluate(() => told.carded_ms)) - before;
  return { page, card, all };
}

/** How many cards a feed has. Of a long one only those near the eye are drawn; each run says how many are its own. */
export const listed = page =>
  page.evaluate(() => [...document.querySelectorAll('.feed .run')].reduce((sum, run) => sum + Number(run.style.getPropertyValue('--n')), 0));

/** Scrolls until the feed has so many more cards. */
export async function older(page, more) {
  const before = await listed(page);
  for (let now = before; now < before + more && (await page.locator('.older').count()) > 0; now = await listed(page)) {
    await page.waitForFunction(
      n => {
        // Again and again: cards that are drawn get their heights, and move the end.
        scrollTo(0, document.documentElement.scrollHeight);
        const runs = [...document.querySelectorAll('.feed .run')];
        return runs.reduce((sum, run) => sum + Number(run.style.getPropertyValue('--n')), 0) > n || !document.querySelector('.older');
      },
      now,
      // Seldom: each scroll to the end may fetch one page more than was asked for.
      { polling: 500 },
    );
  }
  return (await listed(page)) - before;
}

/** The seed of the longest trail of a board. */
export const longest = (page, circle) =>
  page.evaluate(async circle => {
    const ask = async path => (await fetch(`/api/c/${circle}/${path}`)).json();
    let best = { size: 0 };
    for (let after = ''; ; ) {
      const answer = await ask(`trails${after}`);
      for (const trail of answer.trails ?? []) if (trail.size > best.size) best = trail;
      if (!answer.warm_edge) break;
      after = `?after=${answer.warm_edge.warmth_ms},${answer.warm_edge.n}`;
    }
    const { cards } = await ask(`cards?ns=${best.n}`);
    return { size: best.size, seed: cards.find(({ n }) => n === best.n).id };
  }, circle);

/** Opens a trail within the page, as by a link. */
export async function openTrail(page, circle, seed) {
  await page.evaluate(path => {
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, `/c/${circle}/trail/${seed}`);
  await page.getByRole('button', { name: 'Build on this' }).waitFor();
}

/** Throttles a page's network and processor to those of a slow phone; the session that it returns can end that. */
export async function slow(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return devtools;
}
