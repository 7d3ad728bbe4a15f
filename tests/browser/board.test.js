// The board as several people use it at once, on each log.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, Person, PATIENCE_MS } from './people.js';
import { stores } from './processes.js';

for (const [store, begin] of Object.entries(stores)) {
  describe(`on ${store}`, () => {
    let browser;
    let board;
    let people;
    let [kea, tui, host] = [];

    before(async () => {
      browser = await launch();
      board = await begin();
      const [one, other] = board.servers;
      people = [];
      host = await Person.host(browser, one);
      kea = await Person.member(browser, one, 'Kea');
      tui = await Person.member(browser, other, 'Tui');
      people.push(host, kea, tui);
    });

    after(async () => {
      await browser?.close();
      await board?.end();
    });

    test('two members see each other’s traces', async () => {
      await kea.leaves('Swept the long room', 'bring the candles from the car');
      await tui.sees('Swept the long room');
      await tui.leaves('Washed the curtains');
      await kea.sees('Washed the curtains');
      await tui.card('Swept the long room').getByText('bring the candles from the car').waitFor();
      for (const person of people) person.calm();
    });

    test('a trace is built on, and two trails are woven', async () => {
      await tui.buildsOn('Swept the long room', 'Laid the carpet', 'Washed the curtains');
      await kea.sees('Laid the carpet');
      const woven = kea.card('Laid the carpet').getByText('builds on').first();
      await woven.filter({ hasText: 'Kea' }).filter({ hasText: 'Tui' }).waitFor();
      await kea.card('Swept the long room').getByText('1 grew from this').waitFor();
      for (const person of people) person.calm();
    });

    test('a trace is warmed, reworded and taken back', async () => {
      await tui.card('Swept the long room').getByRole('button', { name: 'Warm', exact: true }).click();
      await tui.card('Swept the long room').getByRole('button', { name: 'Warmed' }).waitFor();
      await tui.leaves('Cooked a sop');
      await kea.sees('Cooked a sop');
      await tui.does('Cooked a sop', 'Reword');
      const sheet = tui.page.getByRole('dialog');
      await sheet.getByRole('textbox', { name: 'What did you do?' }).fill('Cooked a soup');
      await sheet.getByRole('button', { name: /Save|Leave|Reword/ }).click();
      await kea.sees('Cooked a soup');
      await kea.doesNotSee('Cooked a sop');
      await tui.does('Cooked a soup', 'Take back', true);
      await kea.doesNotSee('Cooked a soup');
      // Nobody built on it: it leaves no line behind.
      assert.equal(await kea.page.getByText('Taken back by its author.').count(), 0);
      for (const person of people) person.calm();
    });

    test('a host hides a trace from members and restores it', async () => {
      await kea.leaves('Something that does not belong here');
      await tui.sees('Something that does not belong here');
      await host.sees('Something that does not belong here');
      await host.does('Something that does not belong here', 'Hide', true);
      await tui.doesNotSee('Something that does not belong here');
      await host.card('Something that does not belong here').getByText('Hidden by a host.').waitFor();
      await tui.page.reload();
      await tui.live();
      assert.equal(await tui.page.getByText('Something that does not belong here').count(), 0);
      await host.does('Something that does not belong here', 'Restore');
      await tui.sees('Something that does not belong here');
      for (const person of people) person.calm();
    });

    test('whatever is written shows as text', async () => {
      const markup = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
      const mixed = 'שלום וברכה 👩‍👩‍👧 مرحبا';
      await kea.leaves(markup);
      await kea.leaves(mixed);
      await tui.sees('onerror');
      await tui.sees('שלום');
      assert.ok((await tui.cards()).includes(markup));
      assert.ok((await tui.cards()).includes(mixed));
      assert.notEqual(await tui.page.title(), 'owned');
      assert.equal(await tui.page.locator('[data-trace] img, [data-trace] script').count(), 0);
      for (const person of people) person.calm();
    });

    test('three traces written offline arrive once, in order, by themselves', async () => {
      await kea.context.setOffline(true);
      await kea.page.getByText('offline').first().waitFor();
      for (const number of ['one', 'two', 'three']) await kea.leaves(`Written offline, ${number}`);
      await kea.page.getByText(/3 waiting/).waitFor();
      await kea.context.setOffline(false);
      await tui.sees('Written offline, three');
      const arrived = (await tui.cards()).filter(text => text.startsWith('Written offline'));
      assert.deepEqual(arrived, ['Written offline, three', 'Written offline, two', 'Written offline, one']);
      await kea.sees('Written offline, three');
      await kea.live();
    });

    test('two tabs share one outbox, and each trace arrives once', async () => {
      const second = await kea.tab(`${new URL(kea.page.url()).origin}/c/${board.servers[0].ready.circle}/`);
      await second.getByText('live', { exact: true }).waitFor();
      await kea.context.setOffline(true);
      await kea.page.getByText('offline').first().waitFor();
      await kea.leaves('From the first tab');
      await second.getByRole('button', { name: 'Leave a trace' }).click();
      const sheet = second.getByRole('dialog');
      await sheet.getByRole('textbox', { name: 'What did you do?' }).fill('From the second tab');
      await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
      await kea.context.setOffline(false);
      await tui.sees('From the first tab');
      await tui.sees('From the second tab');
      const arrived = (await tui.cards()).filter(text => text.startsWith('From the'));
      assert.equal(arrived.length, 2);
      await second.close();
    });

    test('pages reconnect to a server that was killed and restarted, with nothing lost', async () => {
      const [one] = board.servers;
      await one.kill();
      await kea.page.getByText('offline').first().waitFor();
      await kea.leaves('While the server was gone');
      await one.restart();
      await kea.sees('While the server was gone');
      await kea.live();
      await tui.sees('While the server was gone');
      assert.equal((await kea.cards()).filter(text => text === 'While the server was gone').length, 1);
    });

    test('the page of a removed member stops receiving', async () => {
      const gone = await Person.member(browser, board.servers[1], 'Weka');
      await host.hosts('People');
      await host.removes('Weka');
      await gone.page.getByText('You are not with this circle any more').first().waitFor();
      await tui.leaves('After Weka was removed');
      await host.page.getByRole('button', { name: 'Back', exact: true }).click();
      await host.page.getByRole('link', { name: 'Now', exact: true }).click();
      await host.sees('After Weka was removed');
      assert.equal(await gone.page.getByText('After Weka was removed').count(), 0);
      await gone.leave();
    });

    test('older traces load as one scrolls', async () => {
      const { invite_link } = board.servers[1].ready;
      const [base, secret] = invite_link.split('/#invite=');
      const api = base.replace('/c/', '/api/c/');
      const json = (path, body, more = {}) =>
        fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...more } });
      const accept = { accept: 'application/vnd.traceboard.token+json' };
      const joined = await json('join', { request: uuid7(), secret, name: 'Ruru' }, accept);
      const { token } = await joined.json();
      const bearer = { authorization: `Bearer ${token}` };
      for (let round = 0; round < 2; round += 1) {
        const drafts = Array.from({ length: 50 }, (_, index) => ({
          id: uuid7(),
          written_at_ms: Date.now(),
          deed: { type: 'leave', text: `Trace number ${round * 50 + index}` },
        }));
        const answers = await (await json('posts', { drafts }, bearer)).json();
        assert.ok(answers.every(answer => answer.type === 'ack'), JSON.stringify(answers.find(answer => answer.type !== 'ack')));
      }
      await tui.page.reload();
      await tui.sees('Trace number 99');
      const want = ['Swept the long room', ...Array.from({ length: 100 }, (_, index) => `Trace number ${index}`)];
      const seen = new Set();
      const deadline = Date.now() + PATIENCE_MS;
      // Where one stands is drawn first: the oldest may be there while what lies above is still to come.
      const left = () => want.filter(text => !seen.has(text));
      while (left().length > 0) {
        assert.ok(Date.now() < deadline, `not in the page: ${left().join(', ')}`);
        await tui.page.mouse.wheel(0, 5_000);
        await tui.page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)));
        for (const text of await tui.cards()) seen.add(text);
      }
      tui.calm();
    });
  });
}

/** An id of version 7, as every author makes it. */
function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
