// Fails when the page's JavaScript, all of it, is more than thirty kilobytes as it goes over the network.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const GZIP_BYTES_MAX = 30 * 1024;
const dist = process.argv[2] ?? join(import.meta.dirname, '../dist');
const names = readdirSync(dist, { recursive: true }).map(String);
const gzip = name => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length;
const scripts = names.filter(name => name.endsWith('.js'));
const sheets = names.filter(name => name.endsWith('.css'));
const total = scripts.reduce((sum, name) => sum + gzip(name), 0);
for (const name of [...scripts, ...sheets]) console.log(`${String(gzip(name)).padStart(7)}  ${name}`);
console.log(`${String(total).padStart(7)}  JavaScript in all, gzip; at most ${GZIP_BYTES_MAX}`);
if (scripts.length === 0 || total > GZIP_BYTES_MAX) throw new Error('the page is too large');
if (sheets.length !== 1) throw new Error(`the page has ${sheets.length} stylesheets, not one`);
