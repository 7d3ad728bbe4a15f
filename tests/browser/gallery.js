// Takes the pictures of docs/DESIGN_LANGUAGE.md: every page and state, of a board on which a season has happened. Each picture is a
// strip: a phone in light, in dark, with forced colours and from right to left, and a desk in light and dark.
// npm run gallery [-- <name of a page> …]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, Person } from './people.js';
import { season, Server } from './processes.js';
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

const link = (person, name) => person.page.getByRole('link', { name }).first().click();
const button = (person, name) => person.page.getByRole('button', { name }).first().click();
const tab = (person, name) => person.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** Each page and state by its name, and how a member comes there from the first screen. */
const PAGES = {
  now: async () => {},
  composer: async who => button(who, 'Leave a trace'),
  'composer-build-on': async who => {
    await who.page.locator('[data-trace]').first().getByRole('button', { name: 'Build on', exact: true }).click();
    await who.page.getByRole('dialog').getByRole('textbox').first().fill('Carried the long table to the orchard');
  },
  you: async who => button(who, 'You'),
  warm: async who => tab(who, 'Warm trails'),
  trail: async who => {
    await tab(who, 'Warm trails');
    await who.page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    await who.page.getByRole('button', { name: 'Build on this' }).waitFor();
  },
  quiet: async who => {
    await tab(who, 'Warm trails');
    await link(who, 'Gone quiet');
  },
  together: async who => tab(who, 'Together'),
  'open-a-round': async who => {
    await tab(who, 'Together');
    await button(who, 'Open a round');
  },
  gathering: async who => {
    await tab(who, 'Together');
    await link(who, 'Autumn retreat');
  },
  agreement: async who => {
    await tab(who, 'Together');
    await link(who, 'Who cooks');
  },
  stories: async who => {
    await tab(who, 'Together');
    await link(who, 'Stories');
  },
  story: async who => {
    await tab(who, 'Together');
    await link(who, 'Stories');
    await link(who, 'How the swing came');
  },
  pods: async who => tab(who, 'Pods'),
  'call-a-pod': async who => {
    await tab(who, 'Pods');
    await button(who, 'Call a pod');
  },
  weave: async who => {
    await tab(who, 'Pods');
    await link(who, 'Who builds with whom');
  },
  reconnect: async who => {
    await tab(who, 'Pods');
    await link(who, 'Reconnect');
  },
  host: async who => tab(who, 'Host'),
};

/** States of a board, and pages for who isn't in. Each begins with a browser of its own. */
const STATES = {
  'first-run': async (browser, { fresh }) => Person.host(browser, fresh),
  door: async (browser, { fresh }) => Person.open(browser, fresh.ready.invite_link),
  home: async (browser, { fresh }) => Person.open(browser, fresh.ready.address),
  offline: async (browser, { fresh }) => {
    const who = await Person.open(browser, fresh.ready.invite_link);
    await who.joins('Nightjar');
    await who.cutOff();
    await who.leaves('Swept the hearth and laid tomorrow’s fire');
    return who;
  },
};

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
