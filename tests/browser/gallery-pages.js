// The pages and states of the gallery (gallery.js), and how one comes to each.
import { composes, jpeg, leavesWith } from './camera.js';
import { Person } from './people.js';

const link = (person, name) => person.page.getByRole('link', { name }).first().click();
const button = (person, name) => person.page.getByRole('button', { name }).first().click();
const tab = (person, name) => person.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** Each page and state by its name, and how a member comes there from the first screen. */
export const PAGES = {
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
  search: async who => {
    await link(who, 'Search');
    await who.page.getByRole('searchbox').fill('swing');
    await who.page.getByRole('listitem').filter({ hasText: 'swing' }).first().waitFor();
  },
  'search-found-nothing': async who => {
    await link(who, 'Search');
    await who.page.getByRole('searchbox').fill('submarine');
    await who.page.getByText('No trace has that.').waitFor();
  },
  'take-back': async who => {
    await who.page.locator('[data-trace]').first().waitFor();
    await who.leaves('Counted the chairs in the long room');
    await who.sees('Counted the chairs');
    await who.does('Counted the chairs', 'Take back');
  },
  host: async who => tab(who, 'Host'),
  ...Object.fromEntries(
    ['invites', 'hiding', 'meetings', 'wall', 'download', 'people', 'circle', 'uses', 'kin', 'programs'].map(room => [
      `host-${room}`,
      async who => {
        await who.page.goto(new URL(`host/${room}`, who.page.url()).href);
        await who.live();
      },
    ]),
  ),
  'invite-code': async who => {
    await tab(who, 'Host');
    await button(who, 'Make an invite');
    await who.page.getByRole('dialog').getByRole('img').waitFor();
  },
};

/** States of a board, and pages for who isn't in. Each begins with a browser of its own. */
export const STATES = {
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
  photos: async (browser, { fresh }) => {
    const who = await withPhotos(browser, fresh);
    await who.page.locator('.photo img.came').nth(1).waitFor();
    return who;
  },
  'photo-large': async (browser, { fresh }) => {
    const who = await withPhotos(browser, fresh);
    await button(who, /^Photo: /);
    await who.page.locator('dialog img.came').waitFor();
    return who;
  },
  'composer-photo': async (browser, { fresh }) => {
    const who = await withPhotos(browser, fresh);
    await composes(who, 'Set up the tents by the pond', await jpeg(who.page, 1_600, 1_200), 'Tents in the evening light');
    return who;
  },
  'no-such-page': async (browser, { fresh }) => Person.open(browser, `${fresh.ready.address}/no/such/page`),
  'link-that-ended': async (browser, { fresh }) => Person.open(browser, `${fresh.ready.invite_link.slice(0, -6)}AAAAAA`),
};

/** Somebody who looks at a board with two photos, one upright. */
async function withPhotos(browser, { ready }) {
  const who = await Person.open(browser, ready.invite_link);
  await who.joins('Fern');
  await leavesWith(who, 'Mowed the meadow for the tents', await jpeg(who.page, 2_000, 1_500), 'A meadow under a wide sky');
  await leavesWith(who, 'Climbed the old oak to hang the swing', await jpeg(who.page, 1_200, 1_600), 'The view from the oak');
  await who.sees('Climbed the old oak');
  return who;
}

/** What a wall shows. */
export const WALLS = {
  'wall-empty': async wall => wall.says('Nothing here yet.'),
  'wall-photo': async (wall, host) => {
    await leavesWith(host, 'Mowed the meadow for the tents', await jpeg(host.page, 2_000, 1_500), 'A meadow under a wide sky');
    await wall.shows('Mowed the meadow for the tents');
  },
  'wall-photo-and-others': async (wall, host) => {
    await host.leaves('Carried the long table to the orchard', 'bring the benches too');
    await host.sees('Carried the long table');
    await host.buildsOn('Carried the long table', 'Laid it for thirty, with what the garden gave');
    await wall.shows('Laid it for thirty, with what the garden gave');
  },
  'wall-paused': async wall => {
    await wall.set({ paused: true });
    await wall.says('The wall rests.');
  },
  'wall-revoked': async wall => {
    await wall.revoke();
    await wall.says('This link shows nothing any more.');
  },
};
