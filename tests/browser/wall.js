// Lets 10,000 traces arrive on a wall, and prints what it holds: `npm run wall`, with TRACEBOARD_BIN. The page's timers run fifty times as
// fast, so that each trace is a picture of its own, and half a year of ticks go by. Everything that is garbage is collected before
// each look.
import { launch, Person } from './people.js';
import { Server } from './processes.js';
import { newId, Wall } from './walls.js';

const ARRIVALS = Number(process.env.TRACEBOARD_ARRIVALS ?? 10_000);
const LOOKS = [0.01, 0.1, 0.25, 0.5, 0.75, 1].map(share => Math.round(ARRIVALS * share));
const FASTER = 50;
/** After so many traces the poster waits for the wall. */
const AHEAD = 25;
/** How much more than after the first tenth it may hold in the end. */
const GROWTH_MAX = 0.1;

const mb = bytes => `${(bytes / 1_000_000).toFixed(2)} MB`;

/** What the page holds once all garbage is gone. */
async function held(devtools) {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, documents, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, documents, listeners: jsEventListeners };
}

const server = await Server.start(undefined, ['--posts-burst', '1000000', '--posts-per-second', '1000000', '--joins-burst', '1000000', '--requests-burst', '1000000']);
const browser = await launch();
try {
  const host = await Person.host(browser, server);
  const wall = await Wall.open(browser, host, { join: true, reducedMotion: 'no-preference' });
  wall.page.removeAllListeners('response');
  await wall.page.addInitScript(faster => {
    const [timeout, interval] = [globalThis.setTimeout, globalThis.setInterval];
    globalThis.setTimeout = (act, ms, ...more) => timeout(act, ms / faster, ...more);
    globalThis.setInterval = (act, ms, ...more) => interval(act, ms / faster, ...more);
    globalThis.pictures = 0;
    const plain = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await plain(...asked);
      if ((await answer.clone().text()).includes('"shows"')) globalThis.pictures += 1;
      return answer;
    };
  }, FASTER);
  await wall.page.reload();
  await wall.says('Nothing here yet.');
  const devtools = await wall.context.newCDPSession(wall.page);
  const posts = `${server.ready.address}/api/c/${server.ready.circle}/posts`;
  // Only the wall shows what arrives: the host's own page would take the processor that it needs.
  await host.page.goto('about:blank');
  const looks = [];
  const ago = () => `${Math.round((Date.now() - begun) / 1_000)} s`;
  let parent;
  const begun = Date.now();
  for (let n = 1; n <= ARRIVALS; n += 1) {
    const id = newId();
    const deed = { type: 'leave', text: `Arrival ${n}, ${'word '.repeat(n % 30)}`.trim(), ...(n % 3 && parent && { builds_on: [parent] }) };
    if (n % 7 === 0) deed.open_end = `go on from ${n}`;
    const answer = await host.context.request.post(posts, { data: { drafts: [{ id, written_at_ms: Date.now(), deed }] } });
    if (!answer.ok()) throw new Error(`arrival ${n} was refused: ${await answer.text()}`);
    parent = id;
    const look = LOOKS.includes(n);
    if (n % AHEAD === 0 || look) await wall.page.locator(`.card.main[data-id="${id}"]`).waitFor();
    if (!look) continue;
    looks.push({ arrivals: n, pictures: await wall.page.evaluate(() => pictures), ...(await held(devtools)) });
    console.log(`${n} arrivals after ${ago()}: ${mb(looks.at(-1).heap)}`);
  }
  console.log(`\n${ARRIVALS} arrivals in ${ago()}`);
  console.table(looks.map(({ heap, ...look }) => ({ ...look, heap: mb(heap) })));
  const [early, late] = [looks[1], looks.at(-1)];
  if (late.heap > early.heap * (1 + GROWTH_MAX)) throw new Error(`the wall grew from ${mb(early.heap)} to ${mb(late.heap)}`);
  // How many nodes there are depends on the picture: some have one card and others four.
  const nodes = Math.max(...looks.slice(0, looks.length / 2).map(look => look.nodes));
  if (late.nodes > nodes * (1 + GROWTH_MAX)) throw new Error(`the wall grew from ${nodes} to ${late.nodes} nodes`);
  if (wall.complaints.length > 0) throw new Error(wall.complaints.join('\n'));
} finally {
  await browser.close();
  await server.end();
}
