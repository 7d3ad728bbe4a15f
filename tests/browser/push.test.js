// Being told that somebody built on one's trace: by a push, which other code than the server's reads here, or by a mark in the page.
import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { check, shoot, sound } from './eyes.js';
import { launch, Person } from './people.js';
import { Server } from './processes.js';

/** Reads a message as a browser does (RFC 8291, RFC 8188). */
function opened(body, browser, auth) {
  const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const derived = (secret, salt, info, length) => Buffer.from(hkdfSync('sha256', secret, salt, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = derived(browser.computeSecret(sender), auth, info, 32);
  const key = derived(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const decipher = createDecipheriv('aes-128-gcm', key, derived(secret, salt, 'Content-Encoding: nonce\0', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const record = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  assert.equal(record.at(-1), 2, 'it is the last record');
  return JSON.parse(record.subarray(0, -1));
}

/** A push service on this machine that takes one message. */
async function service(t) {
  const server = createServer(async (request, answer) => {
    const parts = await request.toArray();
    answer.writeHead(201).end();
    server.emit('message', Buffer.concat(parts));
  });
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { address: `http://127.0.0.1:${server.address().port}/one`, message: once(server, 'message') };
}

/** Switches the one switch; what it says then. */
async function switches(person) {
  await person.page.getByRole('button', { name: 'You in this circle' }).click();
  const it = person.page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /^When somebody builds on a trace of mine/ });
  assert.equal(await it.isChecked(), false, 'off by default');
  await it.click();
  return it;
}

const label = it => it.locator('xpath=ancestor::label');

describe('somebody built on yours', () => {
  let browser;
  let server;
  let tui;

  before(async () => {
    browser = await launch('--host-resolver-rules=MAP board.test 127.0.0.1');
    server = await Server.start(undefined, ['--push-to-private']);
    tui = await Person.member(browser, server, 'Tui');
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  test('the message is read by other code, shown unless somebody looks at the circle, and opens the trail at its trace', async t => {
    const kea = await Person.member(browser, server, 'Kea', { permissions: ['notifications'] });
    const { circle } = server.ready;
    const { address, message } = await service(t);
    const [own, auth] = [createECDH('prime256v1'), randomBytes(16)];
    const p256dh = own.generateKeys('base64url');
    const status = await kea.page.evaluate(
      async ([at, body]) =>
        (await fetch(at, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })).status,
      [`/api/c/${circle}/push`, JSON.stringify({ endpoint: address, p256dh, auth: auth.toString('base64url') })],
    );
    assert.equal(status, 204);
    await kea.leaves('Dug the bed');
    await tui.sees('Dug the bed');
    await tui.buildsOn('Dug the bed', 'Sowed beans');
    const [body] = await message;
    const told = opened(body, own, auth);
    const trace = await tui.card('Sowed beans').getAttribute('data-trace');
    assert.deepEqual({ ...told, name: '' }, { circle, name: '', trace, by: 'Tui' });

    await kea.kept();
    const cdp = await kea.context.newCDPSession(kea.page);
    const registered = once(cdp, 'ServiceWorker.workerRegistrationUpdated');
    await cdp.send('ServiceWorker.enable');
    const [{ registrations }] = await registered;
    const deliver = {
      origin: server.ready.address,
      registrationId: registrations[0].registrationId,
      data: JSON.stringify(told),
    };
    await cdp.send('BackgroundService.startObserving', { service: 'pushMessaging' });
    await cdp.send('BackgroundService.setRecording', { service: 'pushMessaging', shouldRecord: true });
    const EVENT = 'BackgroundService.backgroundServiceEventReceived';
    const push = async () => {
      const handled = new Promise(done => {
        const heard = ({ backgroundServiceEvent }) => {
          if (backgroundServiceEvent.eventName !== 'Push event completed') return;
          cdp.off(EVENT, heard);
          done();
        };
        cdp.on(EVENT, heard);
      });
      await cdp.send('ServiceWorker.deliverPushMessage', deliver);
      await handled;
    };
    await push();
    const shown = () =>
      kea.page.evaluate(async () => {
        const all = await (await navigator.serviceWorker.ready).getNotifications();
        return all.map(({ title, body, tag, silent }) => ({ title, body, tag, silent }));
      });
    assert.deepEqual(await shown(), []);
    await kea.page.goto(server.ready.address);
    await push();
    assert.deepEqual(await shown(), [{ title: told.name, body: 'Tui built on yours', tag: circle, silent: false }]);
    // Nobody can tap on a notification of a headless browser: its worker gets the event that a tap makes.
    const [worker] = kea.context.serviceWorkers();
    await worker.evaluate(async () => {
      const [notification] = await registration.getNotifications();
      dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    });
    await kea.page.waitForURL(`**/c/${circle}/trail/${trace}?at=${trace}`);
    await kea.page.locator('.path .here').getByText('Sowed beans').waitFor();
    await kea.page.locator('.path').getByText('Dug the bed').waitFor();
    assert.deepEqual(await shown(), [], 'it is gone once it was tapped');
    await kea.leave();
  });

  test('a browser that can’t subscribe says so in plain words, and stays off', async () => {
    // Browsers of tests are private windows, for which no push service takes a subscription.
    const kea = await Person.member(browser, server, 'Kākā', { permissions: ['notifications'] });
    const it = await switches(kea);
    await label(it).getByText('can’t sign up for notifications').waitFor();
    await kea.page.getByRole('dialog').getByRole('status').filter({ hasText: 'can’t sign up' }).waitFor({ state: 'attached' });
    assert.equal(await it.isChecked(), false);
    await shoot(kea, 'push-failed');
    await check(kea.page, 'the switch');
    // What the browser itself says of it to who wrote the page.
    assert.deepEqual(kea.complaints.filter(each => !/ Push API in incognito mode /.test(each)), []);
    await kea.leave();
  });

  test('without TLS the tab is marked until somebody looks, and signing out forgets it', async () => {
    const ready = { ...server.ready, invite_link: server.ready.invite_link.replace('127.0.0.1', 'board.test') };
    const kea = await Person.member(browser, { ready }, 'Kererū');
    const { page } = kea;
    const it = await switches(kea);
    await page.getByText('Notifications need an address with https. Instead this page marks its tab').waitFor();
    assert.equal(await it.isChecked(), true);
    const { height } = await label(it).boundingBox();
    assert.ok(height >= 44, `it is ${height} px high`);
    await shoot(kea, 'push-plain');
    await sound(kea, 'the switch');
    await page.keyboard.press('Escape');
    await kea.leaves('Mended the fence');
    await tui.sees('Mended the fence');
    // Nobody can look away from a headless page: what a browser would say of it is said here.
    const turn = state =>
      page.evaluate(state => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    const title = await page.title();
    await turn('hidden');
    await tui.leaves('Something else');
    await page.locator('[data-trace]').getByText('Something else').waitFor({ state: 'attached' });
    assert.equal(await page.title(), title);
    await tui.buildsOn('Mended the fence', 'Painted it');
    await page.waitForFunction(() => document.title.startsWith('●'));
    await page.evaluate(() => (document.title = 'Another place'));
    await page.waitForFunction(() => document.title === '● Another place');
    await turn('visible');
    await page.getByText('Tui built on yours').waitFor();
    assert.equal(await page.title(), 'Another place');
    const flags = () => page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('told ')));
    assert.equal((await flags()).length, 1);
    await page.getByRole('button', { name: 'You in this circle' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/');
    assert.deepEqual(await flags(), []);
    kea.calm();
    await kea.leave();
  });
});
