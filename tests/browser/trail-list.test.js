// A trail without eyes and without a mouse: the path is a list, what grew aside a list within its step, and each step says who, when,
// what, what it builds on and what grew.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sound } from './eyes.js';
import { house } from './house.js';
import { focused } from './ears.js';
import { openTrail, SEEDS, trails } from './trails.js';

describe('a trail as a screen reader walks it', () => {
  const its = house();
  const path = () => its.host.page.getByRole('list', { name: 'The path, from its seed' });
  const tree = async () => (await path().ariaSnapshot()).replaceAll(/:\n *- \/url:.*$/gm, '');
  const opens = async seed => {
    await its.host.page.goto(its.address);
    await its.host.live();
    await openTrail(its.host, seed);
  };
  /** That nothing is a list of nothing. */
  const holds_no_empty_list = async () => assert.doesNotMatch(await its.host.page.getByRole('main').ariaSnapshot(), /- list(?: "[^"]*")?$/m);

  before(() => trails(its.server));

  test('of one trace has one step, and the place where it could go on', async () => {
    await opens(SEEDS.one);
    assert.equal(
      await tree(),
      `- list "The path, from its seed":
  - listitem:
    - paragraph:
      - text: Kea
      - time: March 1
      - button "More"
    - paragraph: Alone on its trail
  - listitem:
    - button "it could go on from here"`,
    );
    await holds_no_empty_list();
    await sound(its.host, 'a trail of one');
  });

  test('of twelve has its branches within their step, and names each parent', async () => {
    await opens(SEEDS.twelve);
    const aside = path().getByRole('list', { name: 'Beside the path' });
    await aside.getByRole('button', { name: /Moved the benches back/ }).click();
    const step = (who, what, heard) => `- listitem:
    - paragraph:
      - text: ${who}
      - time: March 1
      - button "More"
    - paragraph: ${what}
    - paragraph: ${heard}`;
    const read = await tree();
    assert.ok(
      read.includes(`  ${step('Tui', 'Oiled the boards', 'builds on Kea. 3 grew from this')}
    - list "Beside the path":
      - listitem:
        - button "Kea Moved the benches back" [expanded]
        - list:
          - listitem:
            - paragraph:
              - text: Kea
              - time: March 1
            - paragraph: Moved the benches back
            - paragraph: builds on Tui. 1 grew from this
          - listitem:
            - paragraph:
              - text: Weka
              - time: March 1
            - paragraph: Hung a lamp
            - paragraph: builds on Kea. 1 grew from this
        - paragraph:
          - link "Follow this branch"
      - listitem:
        - button "Weka Washed the windows"
`),
      read,
    );
    assert.ok(
      read.includes(`  - listitem:
    - paragraph:
      - 'link "from Weka’s trail: Brought beeswax"'
    - paragraph: "joined by Weka: Hung a lamp"
    - paragraph:
      - text: Tui
      - time: March 1
      - button "More"
    - paragraph: Rubbed wax into the boards
    - paragraph: builds on Weka. 1 grew from this
`),
      read,
    );
    assert.equal(await path().locator('> [aria-current=true]').count(), 1, 'one step is the current one');
    await sound(its.host, 'a trail of twelve, its branch open');
  });

  test('that weaves three trails names all three', async () => {
    await opens(SEEDS.woven);
    const read = await tree();
    for (const said of ['from Tui’s trail: Built a rack', 'from Weka’s trail: Swept the chimney', 'builds on Kea'])
      assert.ok(read.includes(said), `${said} in ${read}`);
    await sound(its.host, 'a weave of three');
  });

  test('is walked by Tab from the top to its end, each stop in sight and in the order of the path', async () => {
    await opens(SEEDS.twelve);
    await its.host.page.getByRole('button', { name: 'Back', exact: true }).focus();
    const tops = [];
    for (;;) {
      await its.host.page.keyboard.press('Tab');
      const at = await focused(its.host.page);
      assert.ok(at.name, 'each stop has a name');
      assert.ok(at.ring && at.inSight, `${at.name}: ring ${at.ring}, in sight ${at.inSight}`);
      if (at.inPath) tops.push(at.top);
      if (at.name === 'Build on this') break;
    }
    assert.deepEqual(tops, tops.toSorted((a, b) => a - b));
    assert.ok(tops.length >= 11, `${tops.length} stops on the path`);
  });

  test('of 400 folds its quiet stretches, and whoever opens one stands at its first step', async () => {
    await opens(SEEDS.many);
    await holds_no_empty_list();
    const items = await path().locator('> li').count();
    assert.ok(items > 20 && items < 200, `${items} items`);
    const quiet = path().getByRole('button', { name: /more traces/ }).first();
    const first = await path().locator('> li').evaluateAll(all => all.findIndex(each => each.matches('.quiet')));
    await quiet.focus();
    await its.host.page.keyboard.press('Enter');
    await its.host.page.waitForFunction(count => document.querySelectorAll('.path > li').length > count, items);
    const at = await its.host.page.evaluate(() => [...document.querySelectorAll('.path > li')].indexOf(document.activeElement.closest('li')));
    assert.equal(at, first);
    assert.equal((await focused(its.host.page)).name, 'More');
    await sound(its.host, 'a trail of 400');
  });
});
