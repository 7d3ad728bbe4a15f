// Takes the pictures of docs/DESIGN_LANGUAGE.md: every page and state, of a board on which a season has happened. Each picture is a
// strip: a phone in light, in dark, with forced colours and from right to left, and a desk in light and dark.
// npm run gallery [-- <name of a page> …]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, STATES, WALLS } from './gallery-pages.js';
import { launch, Person } from './people.js';
import { season, Server } from './processes.js';
import { Wall } from './walls.js';
import { writeWebp } from './webp.js';

const images = join(import.meta.dirname, '../../docs/images/pages');
const only = process.argv.slice(2);
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const GAP_PX = 16;
const QUALITY = 0.8;

/** The same screen by other means, as PNG. */
async function looks(page) {
  const shots = [];
  const shot = async (size, media, dir = 'ltr') => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    await page.evaluate(dir => {
      document.documentElement.dir = dir;
      return document.fonts.ready;
    }, dir);
    shots.push(await page.screenshot({ animations: 'disabled' }));
  };
  await shot(PHONE);
  await shot(PHONE, { colorScheme: 'dark' });
  await shot(PHONE, { forcedColors: 'active' });
  await shot(PHONE, {}, 'rtl');
  await shot(DESK);
  await shot(DESK, { colorScheme: 'dark' });
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.evaluate(() => {
    document.documentElement.dir = 'ltr';
  });
  return shots;
}

/** Lays the pictures beside each other, the desk's two above each other and half as large. */
async function strip(browser, path, shots) {
  const height = (PHONE.height - GAP_PX) / 2;
  const half = { width: (height * DESK.width) / DESK.height, height };
  const phones = shots.length - 2;
  const places = shots.map((png, index) => {
    const row = index - phones;
    return row < 0
      ? { png, x: index * (PHONE.width + GAP_PX), y: 0, ...PHONE }
      : { png, x: phones * (PHONE.width + GAP_PX), y: row * (half.height + GAP_PX), ...half };
  });
  const width = phones * (PHONE.width + GAP_PX) + half.width;
  await writeWebp(browser, path, { width, height: PHONE.height, paper: '#8d8779', quality: QUALITY }, places);
}

/** A wall at 1080p, which is dark in every scheme, and with forced colours beside it, both half as large. */
async function wallStrip(browser, name, page) {
  const [width, height] = [960, 540];
  const places = [];
  for (const forcedColors of ['none', 'active']) {
    await page.emulateMedia({ forcedColors });
    places.push({ png: await page.screenshot({ animations: 'disabled' }), x: places.length * (width + GAP_PX), y: 0, width, height });
  }
  await page.emulateMedia({ forcedColors: 'none' });
  const sheet = { width: 2 * width + GAP_PX, height, paper: '#8d8779', quality: QUALITY };
  await writeWebp(browser, join(images, `${name}.webp`), sheet, places);
  console.log(`docs/images/pages/${name}.webp`);
}

mkdirSync(images, { recursive: true });
const browser = await launch();
const [board, fresh] = await Promise.all([season(), Server.start(undefined, ['--circle-name', 'Year three'])]);
const keep = async (name, person) => {
  await person.page.waitForLoadState('networkidle').catch(() => {});
  await person.page.evaluate(() => scrollTo(0, 0));
  await strip(browser, join(images, `${name}.webp`), await looks(person.page));
  console.log(`docs/images/pages/${name}.webp`);
};
try {
  const host = await Person.host(browser, board);
  const home = host.page.url();
  await board.over;
  for (const [name, go] of Object.entries(PAGES).filter(([name]) => only.length === 0 || only.includes(name))) {
    await host.page.goto(home);
    await host.live();
    await go(host);
    await keep(name, host);
  }
  const walls = Object.entries(WALLS).filter(([name]) => only.length === 0 || only.includes(name));
  if (walls.length > 0) {
    // Each goes on from the one before.
    const hall = await Server.start(undefined, ['--circle-name', 'Year three']);
    const hand = await Person.host(browser, hall);
    const wall = await Wall.open(browser, hand, { join: true });
    await wall.set({ join: true });
    for (const [name, go] of walls) {
      await go(wall, hand);
      await wallStrip(browser, name, wall.page);
    }
    await wall.close();
    await hand.leave();
    await hall.end();
  }
  for (const [name, open] of Object.entries(STATES).filter(([name]) => only.length === 0 || only.includes(name))) {
    const who = await open(browser, { board, fresh });
    await keep(name, who);
    await who.leave();
  }
} finally {
  await browser.close();
  board.end();
  await fresh.end();
}
