// Fails where the page's JavaScript, as it goes over the network, is more than a first screen or a further place may have.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FIRST_BYTES_MAX = 28 * 1024;
const PART_BYTES_MAX = 12 * 1024;
/** What the first screen looks like. */
const SHEET_BYTES_MAX = 10 * 1024;
const dist = process.argv[2] ?? join(import.meta.dirname, '../dist');
const read = name => readFileSync(join(dist, name));
const gzip = name => gzipSync(read(name), { level: 9 }).length;
const sum = names => [...names].reduce((bytes, name) => bytes + gzip(name), 0);
const line = (bytes, what) => console.log(`${String(bytes).padStart(7)}  ${what}`);

/** A script and all that it can't begin without. */
function closure(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, other] of String(read(name)).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
    closure(`assets/${other}`, found);
  return found;
}

const names = readdirSync(join(dist, 'assets')).map(name => `assets/${name}`);
const scripts = names.filter(name => name.endsWith('.js'));
const sheets = names.filter(name => name.endsWith('.css'));
const entry = /<script[^>]* src="\/(assets\/[\w.-]+\.js)"/.exec(String(read('index.html')))?.[1];
if (!entry) throw new Error('the document names no script');
const first = closure(entry);
for (const name of first) line(gzip(name), name);
line(sum(first), `first load, gzip; at most ${FIRST_BYTES_MAX}`);

const over = sum(first) > FIRST_BYTES_MAX ? ['the first load'] : [];
// Fetched by every board as soon as its first cards stand, wherever it begins: no further place brings it along.
const soon = scripts.find(name => name.startsWith('assets/soon-'));
if (!soon) throw new Error('no script is what a board fetches soon');
const here = new Set([...first, ...closure(soon)]);
for (const name of scripts.filter(name => !first.has(name))) {
  const whole = sum([...closure(name)].filter(each => each === name || !here.has(each)));
  line(whole, `${name}, a part; at most ${PART_BYTES_MAX}`);
  if (whole > PART_BYTES_MAX) over.push(name);
}
line(gzip('sw.js'), 'sw.js, after the first screen');
for (const name of sheets) {
  line(gzip(name), `${name}; at most ${SHEET_BYTES_MAX}`);
  if (gzip(name) > SHEET_BYTES_MAX) over.push(name);
}
line(sum(scripts), 'JavaScript in all, gzip');
if (over.length > 0) throw new Error(`too large: ${over.join(', ')}`);
if (sheets.length !== 5)
  throw new Error(
    `the page has ${sheets.length} stylesheets, not those of the board, of writing, of a trail, of the patterns and of the wall`,
  );
