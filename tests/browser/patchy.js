// A retreat's Wi-Fi: five phones post traces, a third of them with photos, while the network of each is cut every 20 to 40 s, for ten
// minutes: `npm run patchy`, with TRACEBOARD_BIN (TRACEBOARD_MINUTES for another time). At the end nothing may be lost, doubled or out of
// order, and all pages show the same.
import assert from 'node:assert/strict';
import { composes, jpeg } from './camera.js';
import { PatchyLine } from './patchy-line.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const MINUTES = Number(process.env.TRACEBOARD_MINUTES ?? 10);
const PEOPLE = 5;
/** A person leaves a trace after a pause between these. */
const PAUSES_MS = [4_000, 9_000];
/** 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** How long the last traces may take to go out once the network stays. */
const SETTLES_MS = 180_000;

const between = ([least, most]) => least + Math.random() * (most - least);
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

async function until(what, why) {
  const deadline = Date.now() + SETTLES_MS;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(why());
    await pause(250);
  }
}

/** One person: posts until the time is over, and notes what they wrote, in their order. */
async function posts(phone, until_ms) {
  const { person, name, photo } = phone;
  for (let n = 1; Date.now() < until_ms; n += 1) {
    const text = `${name} trace ${n}`;
    const kind = ['plain', 'photo', 'build-on'][n % 3];
    const onto = person.page.locator('[data-trace]').getByRole('button', { name: 'Build on', exact: true }).first();
    if (kind === 'photo') {
      const sheet = await composes(person, text, photo);
      await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
      await sheet.waitFor({ state: 'detached' });
      phone.photos.push(text);
    } else if (kind === 'build-on' && (await onto.isVisible())) {
      await onto.click();
      await person.write(text);
    } else await person.leaves(text);
    phone.wrote.push(text);
    // A phone that was put away loads the page anew; by then what was written must be kept.
    if (n % 25 === 0) await person.page.reload();
    await pause(between(PAUSES_MS));
  }
}

/** The texts of a page's feed, newest first, all of them. */
async function feed(person, count) {
  const pill = person.page.getByRole('button', { name: /^[0-9]+ new/ });
  if (await pill.isVisible()) await pill.click();
  let texts = [];
  await until(
    async () => {
      await person.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      texts = await person.cards();
      return texts.length >= count;
    },
    () => `a page shows ${texts.length} of ${count} traces`,
  );
  return texts;
}

const server = await Server.start(undefined, ['--joins-burst', '1000']);
const browser = await launch();
const lines = [];
try {
  const host = await Person.host(browser, server);
  const photo = await jpeg(host.page, 2_400, 1_800, { noise: true });
  const phones = [];
  for (let n = 1; n <= PEOPLE; n += 1) {
    const line = await PatchyLine.before(server);
    lines.push(line);
    const person = await Person.member(browser, line, `Phone ${n}`);
    await person.kept();
    const devtools = await person.context.newCDPSession(person.page);
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
    phones.push({ person, photo, name: `Phone ${n}`, wrote: [], photos: [] });
  }
  const until_ms = Date.now() + MINUTES * 60_000;
  for (const line of lines) line.cutNowAndThen();
  await Promise.all(phones.map(phone => posts(phone, until_ms)));
  for (const line of lines) line.heal();
  const wrote = phones.flatMap(phone => phone.wrote);
  console.log(`${wrote.length} traces, ${phones.flatMap(phone => phone.photos).length} with photos; ${lines.map(line => line.cuts).join(', ')} cuts`);
  const begun = Date.now();
  for (const { person, name } of phones)
    await until(
      async () => (await person.page.getByText('waiting', { exact: true }).count()) === 0,
      () => `${name} has traces that wait`,
    );
  console.log(`all sent ${Math.round((Date.now() - begun) / 1_000)} s after the network stayed`);

  const exported = await host.page.evaluate(async circle => (await fetch(`/api/c/${circle}/export`)).text(), server.ready.circle);
  const traces = exported.split('\n').filter(Boolean).map(line => JSON.parse(line)).filter(({ text }) => text?.startsWith('Phone '));
  const logged = traces.map(({ text }) => text);
  assert.deepEqual([...logged].sort(), [...wrote].sort(), 'each trace is in the log once');
  for (const { name, wrote } of phones)
    assert.deepEqual(
      logged.filter(text => text.startsWith(`${name} `)),
      wrote,
      `${name}'s traces are in the order of their writing`,
    );
  const pictured = traces.filter(({ photo }) => photo).map(({ text }) => text);
  assert.deepEqual(pictured.sort(), phones.flatMap(phone => phone.photos).sort(), 'each photo is with its trace');
  const shown = await feed(host, wrote.length);
  assert.deepEqual([...shown].sort(), [...wrote].sort(), 'the host sees each trace once');
  for (const { person, name } of phones) {
    assert.deepEqual(await feed(person, wrote.length), shown, `${name} sees what the host sees`);
    person.calm();
  }
  console.log(`lost 0, doubled 0, out of order 0; ${PEOPLE + 1} pages are equal`);
} finally {
  await browser.close();
  for (const line of lines) await line.end();
  await server.end();
}
