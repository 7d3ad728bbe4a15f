// Trails of every size, as a file of traces: one alone, one of twelve with branches and another trail woven in, one of 400, and three
// trails that one trace weaves together.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bring } from './measure.js';

const BEGAN_MS = Date.UTC(2026, 2, 1, 9);

/** The words of the seed of each. */
export const SEEDS = { one: 'Alone on its trail', twelve: 'Swept the long room', many: 'Dug the first bed', woven: 'Split the ash logs' };

/** Each trace: its id, who left it, its words, and what it builds on. */
function lines() {
  const many = Array.from({ length: 400 }, (_, at) => {
    // Every ninth grew aside, from an earlier one.
    const on = at === 0 ? [] : [`many${at % 9 === 0 ? at - 4 : at - 1}`];
    return [`many${at}`, ['Kea', 'Tui', 'Weka'][at % 3], at === 0 ? SEEDS.many : `Dug bed ${at + 1}`, ...on];
  });
  return [
    ...many,
    ['one', 'Kea', SEEDS.one],
    ['wax', 'Weka', 'Brought beeswax'],
    ['t1', 'Kea', SEEDS.twelve],
    ['t2', 'Tui', 'Oiled the boards', 't1'],
    ['t3', 'Kea', 'Moved the benches back', 't2'],
    ['t4', 'Weka', 'Hung a lamp', 't3'],
    ['a1', 'Tui', 'Painted the door', 't2'],
    ['a2', 'Weka', 'Oiled its hinges', 'a1'],
    ['b1', 'Weka', 'Washed the windows', 't2'],
    ['t5', 'Tui', 'Rubbed wax into the boards', 't4', 'a2', 'wax'],
    ['t6', 'Kea', 'Laid the carpet', 't5'],
    ['t7', 'Tui', 'Sat there and sang', 't6'],
    ['w1', 'Kea', SEEDS.woven],
    ['w2', 'Tui', 'Built a rack'],
    ['w3', 'Weka', 'Swept the chimney'],
    ['w4', 'Kea', 'Lit the first fire', 'w1', 'w2', 'w3'],
  ];
}

/** Imports them. */
export async function trails(server) {
  const file = join(server.folder, 'trails.jsonl');
  const text = lines().map(([id, member, text, ...builds_on], at) =>
    JSON.stringify({ id, at: BEGAN_MS + at * 60_000, member, text, places: [], builds_on }),
  );
  await writeFile(file, `${text.join('\n')}\n`);
  bring(server, file);
}

/** Opens one from the warm trails, as a person does. */
export async function openTrail(person, seed) {
  const { page } = person;
  await page.getByRole('navigation').getByRole('link', { name: 'Warm trails', exact: true }).click();
  await page.getByRole('main').getByRole('link').filter({ hasText: seed }).first().click();
  await page.locator('main.trail[aria-busy=false]').waitFor();
  await page.getByRole('button', { name: 'Build on this' }).waitFor();
}
