import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm;

/** What a file imports at its start. Types are gone by then, and `import()` comes later. */
function imports(file: string): string[] {
  const names = [...readFileSync(file, 'utf8').matchAll(STATIC)].map(([, name]) => join(dirname(file), name!));
  return names.flatMap(name => {
    const files = [name, `${name}.ts`, `${name}.tsx`, join(name, 'index.ts')];
    return files.find(file => existsSync(file) && statSync(file).isFile()) ?? [];
  });
}

/** A circle of imports that a file is in or leads to, from its first file to that file again. */
function circle(file: string, path: string[], done: Set<string>): string[] | undefined {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return;
  for (const next of imports(file)) {
    const found = circle(next, [...path, file], done);
    if (found) return found;
  }
  done.add(file);
}

// The linter has a rule for circles that counts an `import()` as well, which parts need.
test('no file needs itself before it has run', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(200);
  const done = new Set<string>();
  let found: string[] | undefined;
  for (const name of files) found ??= circle(join(SOURCE, name), [], done);
  expect(found?.map(file => file.slice(SOURCE.length + 1))).toBeUndefined();
});
