// The host's page: five things and the circle itself, each a screen of its own that one thumb reaches all of.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { post, shoot, small, sound } from './eyes.js';
import { house } from './house.js';
import { Person } from './people.js';

const SCREENS = {
  invites: 'Invites',
  hiding: 'Hide and restore',
  meetings: 'Pods, gatherings and reviews',
  wall: 'The wall',
  download: 'Download everything',
  people: 'People',
  circle: 'Name, warmth and days',
  uses: 'What it uses',
  kin: 'Other circles',
  programs: 'Programs',
};
const TOUCH_PX = 44;

describe('the host’s page', () => {
  const its = house();
  let page;
  let kea;
  const button = name => page.getByRole('button', { name, exact: true });
  const row = name => page.getByRole('main').getByRole('link', { name });
  const sheet = () => page.getByRole('dialog');
  const heading = name => page.getByRole('heading', { level: 1, name, exact: true });
  const rooms = async () => {
    await page.goto(`${its.address}host`);
    await its.host.live();
    await page.getByText(/open invite/).waitFor();
  };
  before(async () => {
    ({ page } = its.host);
    kea = await Person.member(its.browser, its.server, 'Kea');
    await kea.leaves('Swept the long room');
    await kea.leaves('Wrote both soup recipes on one card');
    await its.host.sees('Wrote both soup recipes');
  });

  test('begins with five things and what the circle is, all of it on one screen', async () => {
    await rooms();
    for (const name of Object.values(SCREENS)) {
      const { y, height } = await row(new RegExp(`^${name}`)).boundingBox();
      assert.ok(y + height <= 844 && height >= TOUCH_PX, `${name} ends at ${y + height}, and is ${height} high`);
    }
    await shoot(its.host, 'host');
    await sound(its.host);
  });

  test('makes an invite by one tap on its first screen, and by two at once not two', async () => {
    await rooms();
    const open = async () => Number.parseInt(await page.getByText(/open invite/).textContent(), 10);
    const before = await open();
    await button('Make an invite').evaluate(each => {
      each.click();
      each.click();
    });
    await sheet().getByRole('img', { name: /code/i }).waitFor();
    assert.match(await sheet().getByRole('textbox', { name: 'The link' }).inputValue(), /#/);
    await sound(its.host);
    await page.keyboard.press('Escape');
    await page.getByText(`${before + 1} open invites`).waitFor();
  });

  test('leads to a screen for each, and back to where one was, also by the keyboard', async () => {
    await rooms();
    for (const [at, name] of Object.entries(SCREENS)) {
      await row(new RegExp(`^${name}`)).focus();
      await page.keyboard.press('Enter');
      await heading(name).waitFor();
      assert.equal(new URL(page.url()).pathname.split('/').at(-1), at);
      assert.equal(await heading(name).evaluate(each => each === document.activeElement), true, 'the heading is read');
      await page.goBack();
      await row(/^Invites/).waitFor();
      await page.waitForFunction(at => document.activeElement?.getAttribute('href')?.endsWith(`/host/${at}`), at);
    }
  });

  test('is as wide as its screen, large enough for a thumb and sound, on each screen by its address', async () => {
    for (const [at, name] of Object.entries(SCREENS)) {
      await page.goto(`${its.address}host/${at}`);
      await its.host.live();
      await heading(name).waitFor();
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
      assert.deepEqual(await small(page), [], name);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await sound(its.host, `${name} at ${width}`);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await shoot(its.host, `host-${at}`);
    }
    await page.goto(`${its.address}host/nowhere`);
    await page.getByText('There is no such page for hosts.').waitFor();
    // What a host reads nobody else does.
    await kea.page.goto(`${its.address}host/people`);
    await kea.page.getByText('This page is for hosts.').waitFor();
  });

  test('shows an invite as large as the screen after two taps, and takes it back', async () => {
    await rooms();
    await row(/^Invites/).click();
    await button('Make an invite').click();
    const code = page.getByRole('img', { name: 'The link as a QR code' });
    await code.waitFor();
    const { width } = await code.boundingBox();
    assert.ok(width >= 340, `the code is ${width} px wide`);
    const copy = sheet().getByRole('button', { name: 'Copy' });
    assert.ok((await copy.boundingBox()).y > 844 / 2, 'a thumb reaches it');
    assert.deepEqual(await small(page), []);
    await sound(its.host);
    await shoot(its.host, 'host-hall');
    const link = await sheet().getByRole('textbox', { name: 'The link', exact: true }).inputValue();
    await page.goBack();
    await sheet().waitFor({ state: 'detached' });
    const tui = await Person.open(its.browser, link);
    await tui.joins('Tui');
    await tui.leave();
    // It stands first among the open ones, and is shown large again as long as one stays.
    await button('Show it large').click();
    await code.waitFor();
    await page.goBack();
    await button('Revoke').first().click();
    await sheet().getByRole('button', { name: 'Revoke' }).click();
    await button('Show it large').waitFor({ state: 'detached' });
    const late = await Person.open(its.browser, link);
    await late.page.getByText('A host took this link back').waitFor();
    await late.leave();
    its.host.calm();
  });

  test('hides a trace and restores it', async () => {
    await rooms();
    await row(/^Hide and restore/).click();
    const trace = page.getByRole('listitem').filter({ hasText: 'Wrote both soup recipes' });
    await trace.getByRole('button', { name: 'Hide' }).click();
    await sheet().getByRole('button', { name: 'It stands here twice.' }).click();
    await sheet().getByRole('button', { name: 'Hide', exact: true }).click();
    await trace.waitFor({ state: 'detached' });
    await kea.page.goto(its.address);
    await kea.card('Wrote both soup recipes').getByText('Hidden by a host.').waitFor();
    await button('Hidden').click();
    await trace.getByText('It stands here twice.').waitFor();
    await sound(its.host);
    await shoot(its.host, 'host-hidden');
    await trace.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Nothing is hidden.').waitFor();
    await kea.card('Wrote both soup recipes').getByText('Hidden by a host.').waitFor({ state: 'detached' });
  });

  test('finds what was hidden long ago', async () => {
    await kea.page.goto(its.address);
    await kea.live();
    await kea.leaves('Painted the wrong door');
    await page.goto(its.address);
    await its.host.sees('Painted the wrong door');
    await its.host.does('Painted the wrong door', 'Hide');
    await sheet().getByRole('button', { name: 'Hide', exact: true }).click();
    await its.host.card('Painted the wrong door').getByText('Hidden by a host.').waitFor();
    // As many as a page of the feed and more, by two: one alone would be asked to wait.
    for (const person of [its.host, kea])
      await post(person, Array.from({ length: 60 }, (_, n) => ({ type: 'leave', text: `Number ${n}` })));
    await page.goto(`${its.address}host/hiding`);
    await page.getByText('Number 59').first().waitFor();
    assert.equal(await page.getByText('Painted the wrong door').count(), 0);
    await button('Hidden').click();
    const trace = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Painted the wrong door' });
    await trace.getByRole('button', { name: 'Restore' }).click();
    await trace.waitFor({ state: 'detached' });
    its.host.calm();
  });

  test('opens a gathering, which then stands on the first screen', async () => {
    await rooms();
    await row(/^Pods, gatherings/).click();
    await button('Open a gathering').click();
    await sheet().getByLabel('Its name').fill('Autumn retreat');
    await sheet().locator('[type=submit]').click();
    await page.goto(`${its.address}host/meetings`);
    await row(/^Autumn retreat/).waitFor();
    await button('Back').click();
    await row(/^Pods, gatherings.*Autumn retreat/).waitFor();
  });

  test('gives whoever lost their phone a link, by which another phone is theirs', async () => {
    await rooms();
    await row(/^Invites/).click();
    await row(/^Somebody lost their phone/).click();
    await its.host.about('Kea');
    await shoot(its.host, 'host-person');
    await sound(its.host);
    await sheet().getByRole('button', { name: /^Lost their phone/ }).click();
    await page.getByText('whoever opens it is signed in as them').waitFor();
    await shoot(its.host, 'host-lost');
    const link = await sheet().getByRole('textbox', { name: 'The link', exact: true }).inputValue();
    const phone = await Person.open(its.browser, link);
    await phone.page.getByRole('button', { name: 'Come in' }).click();
    await phone.live();
    await phone.leaves('Found another phone');
    await kea.page.goto(its.address);
    await kea.sees('Found another phone');
    await kea.card('Found another phone').getByText('You', { exact: true }).waitFor();
    // It works once.
    const late = await Person.open(its.browser, link);
    await late.page.getByText('This link is used up.').waitFor();
    for (const person of [phone, kea, its.host]) person.calm();
    await Promise.all([phone.leave(), late.leave()]);
  });

  test('gives everything away, with photos, to read and to import', async () => {
    await page.goto(`${its.address}host/download`);
    await its.host.live();
    for (const [name, held] of [['Everything, with photos', 'Swept the long room'], ['To read', 'Swept the long room'], ['To bring to another Traceboard', '"Swept the long room"']]) {
      const [file] = await Promise.all([page.waitForEvent('download'), row(new RegExp(`^${name}`)).click()]);
      let text = '';
      for await (const part of await file.createReadStream()) text += part;
      assert.ok(text.includes(held), name);
    }
    its.host.calm();
  });
});
