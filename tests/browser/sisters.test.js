// Two circles on two servers: hosts exchange links, a story crosses, is read and built on there, and is gone once it is taken back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shoot, sound } from './eyes.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

const dialog = who => who.page.getByRole('dialog');
const button = (within, name) => within.getByRole('button', { name, exact: true });
const to = (who, name) => who.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

describe('sister circles', () => {
  let browser;
  const mill = {};
  const bakery = {};
  before(async () => {
    browser = await launch();
    for (const [its, name] of [[mill, 'The old mill'], [bakery, 'The bakery']]) {
      its.server = await Server.start(undefined, ['--circle-name', name]);
      its.board = `${its.server.ready.address}/c/${its.server.ready.circle}/`;
      its.host = await Person.host(browser, its.server);
    }
  });
  after(async () => {
    await browser?.close();
    await mill.server?.end();
    await bakery.server?.end();
  });

  /** The page that tells of the sisters: above the circle. */
  const lift = async (who, { board }) => {
    await who.page.goto(`${board}above`);
    await who.page.getByRole('link', { name: /sister circles/ }).click();
    await who.page.getByRole('heading', { name: 'Sister circles', exact: true }).waitFor();
  };

  test('hosts exchange links, and what isn’t one is refused in words', async () => {
    const { host } = bakery;
    await lift(host, bakery);
    await host.page.getByText('No sister circle yet.').waitFor();
    await sound(host);
    await mill.host.page.goto(`${mill.board}host/kin`);
    const section = mill.host.page.locator('section', { hasText: 'Give a host of another circle a link' });
    await button(section, 'Make a link').click();
    const link = await section.getByRole('textbox', { name: /^For a host of the other circle/ }).inputValue();
    await section.getByText('A link of yours is out.').waitFor();
    await sound(mill.host);
    await shoot(mill.host, 'host');

    await host.page.goto(`${bakery.board}host/kin`);
    const theirs = host.page.getByRole('textbox', { name: 'The link that they gave you' });
    await theirs.fill(mill.server.ready.invite_link);
    await button(host.page, 'Add their circle').click();
    await host.page.getByText('That is no link for a sister circle').waitFor();
    await theirs.fill(` ${link} `);
    await button(host.page, 'Add their circle').click();
    await host.page.locator('li').filter({ hasText: 'The old mill' }).getByRole('button', { name: 'Let go' }).waitFor();
    await sound(host);
    for (const each of [host, mill.host]) each.calm();
  });

  test('a story is readable in a sister circle if its author shares it, and can be built on there', async () => {
    const kea = await Person.member(browser, mill.server, 'Kea');
    const tui = await Person.member(browser, bakery.server, 'Tui');
    await kea.leaves('Dug a hole');
    await kea.page.goto(`${mill.board}stories`);
    await button(kea.page, 'Tell a story').click();
    await dialog(kea).getByRole('textbox', { name: 'Its title' }).fill('How the pond came');
    await button(dialog(kea), 'Add traces').click();
    await dialog(kea).getByRole('checkbox', { name: /Dug a hole/ }).check();
    await button(dialog(kea), 'Add 1 trace').click();
    await button(dialog(kea), 'Tell it').click();
    await button(kea.page, 'Let it cross').click();
    await kea.page.getByText('Sister circles read this story.').waitFor();
    await sound(kea);
    await shoot(kea, 'crosses');

    await lift(tui, bakery);
    const crossed = tui.page.getByRole('link', { name: /How the pond came/ });
    await tui.page.getByRole('heading', { name: 'The old mill' }).waitFor();
    // What the circle answered a moment ago is shown for that long.
    while ((await crossed.count()) === 0) {
      await lift(tui, bakery);
      await tui.page.getByRole('heading', { name: 'The old mill' }).waitFor();
    }
    await sound(tui);
    await shoot(tui, 'list');
    // It stands with the circle's own stories too.
    await tui.page.goto(`${bakery.board}stories`);
    await tui.page.getByRole('region', { name: 'From sister circles' }).getByText('told by Kea in The old mill').waitFor();
    assert.equal(await tui.page.getByText('No story yet').count(), 0);
    await sound(tui);
    await crossed.click();
    await tui.page.getByText('told by Kea in The old mill').waitFor();
    await tui.page.locator('blockquote', { hasText: 'Dug a hole' }).waitFor();
    await sound(tui);
    await shoot(tui, 'story');
    // Built on without a network, it goes out later, and says where it comes from.
    await tui.cutOff();
    await button(tui.page, 'Build on it here').click();
    await dialog(tui).getByText('How the pond came · The old mill').waitFor();
    await sound(tui);
    await dialog(tui).getByRole('textbox', { name: 'What did you do?' }).fill('Put a pond behind the oven');
    await button(dialog(tui), 'Leave').click();
    await tui.context.setOffline(false);
    await bakery.host.page.goto(bakery.board);
    await bakery.host.sees('Put a pond behind the oven');
    const from = bakery.host.card('Put a pond').getByRole('link', { name: 'How the pond came' });
    await from.waitFor();
    await sound(bakery.host);
    await shoot(bakery.host, 'card');
    await from.click();
    await bakery.host.page.getByText('told by Kea in The old mill').waitFor();
    await bakery.host.page.reload();
    await bakery.host.page.getByText('told by Kea in The old mill').waitFor();
    for (const who of [kea, tui, bakery.host]) who.calm();
    await kea.leave();
    await tui.leave();
  });

  test('switched off, they are nowhere to be seen', async () => {
    const { host } = bakery;
    await host.page.goto(bakery.board);
    await host.live();
    await host.hosts('Other circles');
    await host.page.getByRole('heading', { name: 'Sister circles' }).waitFor();
    await host.hosts('What it uses');
    await host.page.getByRole('checkbox', { name: /^Sister circles/ }).uncheck();
    await host.hosts('Other circles');
    await host.page.getByRole('heading', { name: 'Circles that grow from this one' }).waitFor();
    assert.equal(await host.page.getByRole('heading', { name: 'Sister circles' }).count(), 0);
    await button(host.page, 'Back').click();
    await to(host, 'Now');
    await host.card('Put a pond').waitFor();
    await host.page.getByText('in The old mill').waitFor({ state: 'detached' });
    await host.page.goto(`${bakery.board}above?sisters`);
    await host.page.getByText('This circle has switched that off').waitFor();
    await host.page.goto(`${bakery.board}above`);
    await host.page.getByRole('heading', { name: /from above/ }).waitFor();
    assert.equal(await host.page.getByRole('link', { name: /sister circles/ }).count(), 0);
    host.calm();
  });
});
