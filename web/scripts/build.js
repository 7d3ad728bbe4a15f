// Builds the page in each of its languages: English into the folder, every other language into a folder of its own below it.
// node scripts/build.js [<folder>]. TRACEBOARD_LANGUAGES=en,es builds only those; TRACEBOARD_PSEUDO=1 adds the tests' own.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const folders = readdirSync(join(root, 'src/words'), { withFileTypes: true }).filter(each => each.isDirectory());
const asked = process.env.TRACEBOARD_LANGUAGES?.split(',') ?? folders.map(each => each.name);
const all = new Set(['en', ...asked, ...(process.env.TRACEBOARD_PSEUDO ? ['en-XB'] : [])]);
process.chdir(root);
for (const language of all) {
  process.env.TRACEBOARD_LANGUAGE = language;
  const outDir = language === 'en' ? dist : join(dist, language);
  await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
