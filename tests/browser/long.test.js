// A feed of more than a thousand traces: what is far from the eye isn't drawn, and whoever scrolls there doesn't notice.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { post, sound } from './eyes.js';
import { house } from './house.js';
import { bring, listed, madeUp, older } from './measure.js';
import { Person } from './people.js';

const MANY = 1_200;
const SHIFT_MAX = 0.02;
/** A feed of so many is drawn whole (`WHOLE` runs in web/src/views/feed.tsx). */
const WHOLE = 24 * 16;

describe('a long feed', () => {
  const its = house();
  let kea;
  before(async () => {
    bring(its.server, await madeUp(its.server.folder, MANY));
    kea = await Person.member(its.browser, its.server, 'Kea');
    await older(kea.page, 1_000);
  });

  const drawn = () => kea.page.locator('[data-trace]').count();
  /** Waits until runs are neither drawn nor emptied any more. */
  const settled = async () => {
    for (let [now, last] = [await drawn(), -1]; now !== last; ) {
      await kea.page.evaluate(() => new Promise(done => setTimeout(done, 300)));
      [last, now] = [now, await drawn()];
    }
  };
  /** The card in the middle of the window, or the next one below. */
  const seen = () =>
    kea.page.evaluate(
      () => [...document.querySelectorAll('[data-trace]')].find(each => each.getBoundingClientRect().bottom > innerHeight / 2)?.dataset.trace,
    );
  const look = async at => {
    await kea.page.evaluate(at => scrollTo({ top: at * document.documentElement.scrollHeight, behavior: 'instant' }), at);
    await kea.page.waitForFunction(() => {
      const run = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.run');
      return run?.querySelector('[data-trace]');
    });
    await settled();
  };

  test('draws what is near, wherever one looks', async () => {
    assert.ok((await listed(kea.page)) >= 1_000);
    for (const at of [0, 0.5, 0.99, 0.3]) {
      await look(at);
      assert.ok((await drawn()) < WHOLE, `${await drawn()} cards are drawn`);
    }
    await sound(kea, 'a long feed in its middle');
    kea.calm();
  });

  test('moves nothing as runs are emptied and drawn again', async () => {
    await look(0.5);
    const card = await seen();
    await kea.page.evaluate(() => {
      globalThis.shifted = 0;
      new PerformanceObserver(list => {
        for (const each of list.getEntries()) globalThis.shifted += each.value;
      }).observe({ type: 'layout-shift' });
    });
    const walk = (steps, px) =>
      kea.page.evaluate(
        async ([steps, px]) => {
          for (let step = 0; step < steps; step += 1) {
            scrollBy({ top: px, behavior: 'instant' });
            for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
          }
        },
        [steps, px],
      );
    await walk(40, 500);
    await settled();
    assert.equal(await kea.page.locator(`[data-trace="${card}"]`).count(), 0, 'it is far now');
    await walk(80, -500);
    await settled();
    const shifted = await kea.page.evaluate(() => globalThis.shifted);
    assert.ok(shifted <= SHIFT_MAX, `it shifted by ${shifted}`);
  });

  test('keeps the run that has the focus', async () => {
    await look(0.4);
    const id = await seen();
    await kea.page.locator(`[data-trace="${id}"] .build`).focus();
    await kea.page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await settled();
    assert.equal(await kea.page.evaluate(() => document.activeElement.closest('[data-trace]')?.dataset.trace), id);
    await kea.page.evaluate(() => document.activeElement.blur());
  });

  test('is printed whole, and stays where it is read', async () => {
    await look(0.5);
    const card = await seen();
    const top = () => kea.page.locator(`[data-trace="${card}"]`).evaluate(each => Math.round(each.getBoundingClientRect().top));
    const before = await top();
    const printed = await kea.page.evaluate(
      () =>
        new Promise(done => {
          // After the page's own: what the browser prints is what stands there then.
          addEventListener('beforeprint', () => done(document.querySelectorAll('[data-trace]').length), { once: true });
          window.print();
        }),
    );
    assert.equal(printed, await listed(kea.page));
    await settled();
    assert.ok(Math.abs((await top()) - before) <= 5, `it stood at ${before} and stands at ${await top()}`);
  });

  test('shows what arrives at its top, and what was left there after a visit elsewhere', async () => {
    await look(0);
    await its.host.leaves('Rang the bell');
    await kea.sees('Rang the bell');
    await look(0.6);
    const card = await seen();
    await kea.page.locator(`[data-trace="${card}"]`).getByRole('button', { name: 'More' }).click();
    const link = kea.page.getByRole('link', { name: 'See its trail' });
    await link.waitFor();
    await settled();
    const top = () => kea.page.locator(`[data-trace="${card}"]`).evaluate(each => Math.round(each.getBoundingClientRect().top));
    const before = await top();
    await link.click();
    await kea.page.getByRole('button', { name: 'Build on this' }).waitFor();
    await kea.page.goBack();
    await kea.page.locator(`[data-trace="${card}"]`).waitFor();
    await settled();
    assert.ok(Math.abs((await top()) - before) <= 5, `it stood at ${before} and stands at ${await top()}`);
    kea.calm();
  });

  test('is where it was read after a new snapshot, which lists only its newest', async () => {
    await look(0.5);
    const card = await seen();
    const top = () => kea.page.locator(`[data-trace="${card}"]`).evaluate(each => Math.round(each.getBoundingClientRect().top));
    const [before, listing] = [await top(), await listed(kea.page)];
    const snapshot = kea.page.waitForResponse(/\/snapshot/);
    await post(its.host, [{ type: 'change_circle', half_life_ms: 5 * 24 * 60 * 60_000 }]);
    await snapshot;
    await kea.page.locator(`[data-trace="${card}"]`).waitFor();
    await kea.page.waitForFunction(() => document.body.style.minHeight === '');
    await settled();
    assert.ok((await listed(kea.page)) < listing, 'less of it is loaded');
    assert.ok(Math.abs((await top()) - before) <= 5, `it stood at ${before} and stands at ${await top()}`);
    kea.calm();
  });
});
