// Takes the pictures of the README, of a board that holds the sample: at phone size, and at a wall's.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, Person } from './people.js';
import { Server } from './processes.js';
import { Wall } from './walls.js';

const root = join(import.meta.dirname, '../..');
const images = join(root, 'docs/images');
const sample = join(root, 'crates/traceboard/demo/retreat.jsonl');
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const wall = { viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' };

const shoot = async (person, name) => {
  await person.page.evaluate(() => document.fonts.ready);
  await person.page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
  console.log(`docs/images/${name}.png`);
};

mkdirSync(images, { recursive: true });
const server = await Server.start();
const browser = await launch();
try {
  const env = { ...process.env, XDG_CONFIG_HOME: server.folder };
  execFileSync(process.env.TRACEBOARD_BIN, ['import', sample, '--live', '--speed', '1000000', '--circle', server.ready.host_link], { env, stdio: 'inherit' });

  const host = await Person.host(browser, server, phone);
  await host.page.locator('[data-trace]').first().waitFor();
  await shoot(host, 'now');
  await host.page.getByRole('link', { name: 'Warm trails' }).click();
  await host.page.getByRole('listitem').first().waitFor();
  await shoot(host, 'warm');
  await host.page.getByRole('main').getByRole('link').first().click();
  await host.page.getByRole('button', { name: 'Build on this' }).waitFor();
  await shoot(host, 'trail');

  const onTheWall = await Person.member(browser, server, 'Kea', wall);
  await onTheWall.page.locator('[data-trace]').first().waitFor();
  await shoot(onTheWall, 'wide');

  const hall = await Wall.open(browser, host, { join: true });
  await hall.page.locator('.card.main').waitFor();
  await shoot(hall, 'wall');
} finally {
  await browser.close();
  await server.end();
}
