import type { Plugin } from 'vite';

/** The bundler's helper as it writes it, and how a file imports it. */
const HELPER = /^(.*);export\{(\w+)(?: as t)?\};?\s*$/s;
const imported = (file: string) => new RegExp(`import\\{t as (\\w+)\\}from["'\`]\\./${file}["'\`];`);

/**
 * Writes the bundler's helper into each file that imports it. In a file of its own it costs the first load a request and a kilobyte of
 * headers, for a hundred bytes.
 */
export function inlineHelper(): Plugin {
  return {
    name: 'inline-helper',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(each => each.type === 'chunk');
      const helper = chunks.find(({ name }) => name === 'rolldown-runtime');
      if (!helper) return;
      const [, code, its] = HELPER.exec(helper.code) ?? this.error('the helper has another form');
      const named = imported(helper.fileName.replace(/^.*\//, ''));
      for (const chunk of chunks) {
        if (!chunk.imports.includes(helper.fileName)) continue;
        if (!named.test(chunk.code)) this.error(`${chunk.fileName} imports the helper in another form`);
        chunk.code = chunk.code.replace(named, (_, name) => `const ${name}=(()=>{${code};return ${its}})();`);
        chunk.imports = chunk.imports.filter(each => each !== helper.fileName);
      }
      delete bundle[helper.fileName];
    },
  };
}
