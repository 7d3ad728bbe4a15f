import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { BuildEnvironmentOptions, Plugin } from 'vite';
import { build, minifySync } from 'vite';
import { defineConfig } from 'vitest/config';
import { inlineHelper } from './scripts/inline-helper.ts';
import { bracketed } from './scripts/pseudo.ts';
import { documents } from './src/words/documents.ts';
import { type LanguageCode, languages, PSEUDO } from './src/words/languages.ts';

/** The language of this build; `npm run build` makes one for each. */
const LANGUAGE = process.env.TRACEBOARD_LANGUAGE ?? 'en';
const PSEUDO_BUILD = LANGUAGE === PSEUDO;
if (!PSEUDO_BUILD && !(LANGUAGE in languages))
  throw new Error(`TRACEBOARD_LANGUAGE=${LANGUAGE} is no language of the page`);
/** English lies at the root, every other language in a folder of its own. */
const BASE = LANGUAGE === 'en' ? '/' : `/${LANGUAGE}/`;

/** Takes the words of one language wherever those of English are named, and writes what the document says. */
function oneLanguage(): Plugin {
  const dictionary = join(import.meta.dirname, 'src/words', `${LANGUAGE}.ts`);
  const said = documents[PSEUDO_BUILD ? 'en' : (LANGUAGE as LanguageCode)];
  const open = `<html lang="${LANGUAGE}" dir="${PSEUDO_BUILD ? 'rtl' : 'ltr'}">`;
  return {
    name: 'one-language',
    enforce: 'pre',
    resolveId: (source, from) =>
      source === './en' && from?.endsWith('/words/index.ts') && existsSync(dictionary) ? dictionary : undefined,
    transform(code, id) {
      return PSEUDO_BUILD && id.includes('/src/words/en/')
        ? bracketed(code, this.parse(code, { lang: 'ts' }))
        : undefined;
    },
    transformIndexHtml: html =>
      html
        .replace('<html lang="en">', open)
        .replace(/\{\{(\w+)\}\}/g, (_, word: keyof typeof said) =>
          said[word].replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`),
        ),
  };
}

/** What a board needs without a network: the first screen, and what lies a tap away from it. All else is kept once it came. */
const KEPT = ['soon', 'acts', 'people', 'trail', 'photo'];

/** Writes `sw.js`: the worker's source behind the list of what it keeps from the first. A new list is a new worker. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(each => each.type === 'chunk');
      const files = new Set<string>();
      const at = (name: string) => `${BASE}${name}`;
      const keep = (name: string) => {
        if (files.has(at(name))) return;
        files.add(at(name));
        chunks.find(({ fileName }) => fileName === name)?.imports.forEach(keep);
      };
      // The page's own script comes first.
      for (const { isEntry, fileName } of chunks) if (isEntry) keep(fileName);
      for (const { name, fileName } of chunks) if (KEPT.includes(name)) keep(fileName);
      for (const name of Object.keys(bundle)) if (/^assets\/(compose|style|trail)-.*\.css$/.test(name)) keep(name);
      const source = minifySync('sw.js', readFileSync(join(import.meta.dirname, 'src/sw.js'), 'utf8'), {
        module: true,
      }).code;
      const [script, ...others] = files;
      const head = `const SCRIPT=${JSON.stringify(script)},FILES=${JSON.stringify(others)};`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + source });
    },
  };
}

/** Takes out what Vite puts around each `import()`: it fetches a part's own style and scripts first, and a part has none. */
function plainImports(): Plugin {
  const HELPER = '\0vite/preload-helper.js';
  return {
    name: 'plain-imports',
    enforce: 'pre',
    apply: 'build',
    load: id => (id === HELPER ? 'export const __vitePreload = get => get();' : undefined),
  };
}

/** Lays a brotli and a gzip copy beside every file of words, so that the server never compresses one. On plain http browsers take no brotli. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    writeBundle(options, bundle) {
      for (const name of Object.keys(bundle).filter(name => /\.(js|css|html|svg|webmanifest)$/.test(name))) {
        const bytes = readFileSync(join(options.dir!, name));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(options.dir!, `${name}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(options.dir!, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Builds the wall's page into the same folder: a page of its own, which shares no file with the board's. */
function wall(): Plugin {
  let outDir: string;
  return {
    name: 'wall',
    apply: 'build',
    configResolved: ({ root, build }) => {
      outDir = resolve(root, build.outDir);
    },
    closeBundle: async () => {
      // One page for all languages.
      if (LANGUAGE !== 'en') return;
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: 'warn',
        plugins: [compressed()],
        build: { ...COMMON_BUILD, outDir, emptyOutDir: false, rolldownOptions: { input: 'wall.html' } },
      });
    },
  };
}

const COMMON_BUILD: BuildEnvironmentOptions = {
  // Of ES2022 the browsers below lack static blocks and `#name in object`: the page is written without. Named as
  // targets they would get every private field in other words, for 1.4 KB more.
  target: 'es2022',
  cssTarget: ['safari15', 'chrome90', 'firefox91'],
  assetsInlineLimit: 0,
  // The document's `Link` header names what it needs, and a part needs nothing that isn't there already.
  modulePreload: false,
};

// What the first file after the page brings along: small things that several parts have in common.
const COMMON =
  /src\/(soon|link\/|live\/(load-return|missing-rows|members|older|overlay|rounds|sketch\.|trail|view)|rows\/(picture|needs|quiet)|styles\/sheets|views\/beside\/(grown|more|return)\.|views\/rounds|words\/(why|[\w-]+\/(beside|hiding|joint|numbers|refusals|rounds)\.)|base\/(days|due|room|span)|http\/door|page\/(ahead|announce|go-to|keep-focus|place|place-name|translated|wake))/;

// What stands beside a card of an agreement comes as one file, also where its page needs some of it.
const AGREEMENTS =
  /src\/(live\/agreements|words\/[\w-]+\/agreements|views\/agreements\/(index|line|lists|over|use-agreements|welcome))\./;

export default defineConfig({
  base: BASE,
  plugins: [oneLanguage(), plainImports(), inlineHelper(), serviceWorker(), compressed(), wall()],
  build: {
    ...COMMON_BUILD,
    // One sheet for the board, and one for each of what styles/sheets.ts loads: a part that comes later then changes nothing of what is
    // already drawn.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first screen needs comes as one file, whoever else needs a part of it.
            { name: 'page', tags: ['$initial'] },
            { name: 'soon', test: COMMON },
            // What comes for whoever stays.
            { name: 'trail', test: /src\/(page\/keep|views\/(beside|trail)\/index)\./ },
            { name: 'agreements', test: AGREEMENTS },
            { name: 'photo', test: /src\/(photo\/|views\/photo\/|words\/[\w-]+\/photo)/ },
            { name: 'forms', test: /src\/(views\/forms\/|words\/[\w-]+\/pod-ends)/ },
            // What is written and what waits, for all that opens the composer or edits.
            {
              name: 'draft',
              test: /src\/(outbox\/amend|page\/draft|live\/(load-card|sketches)|words\/[\w-]+\/compose)\./,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: process.env.TRACEBOARD_DEV ?? 'http://127.0.0.1:7777', ws: true } } },
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts', 'test/**/*.test.tsx', 'src/**/*.test.ts'] },
});
