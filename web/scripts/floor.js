// Fails where what is shipped holds something that one of the oldest browsers which the page works with can't parse, doesn't have, or
// would show nothing for. docs/BROWSERS.md names them and says what each of these rules is for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postcss from 'postcss';
import { parseSync } from 'vite';

const dist = process.argv[2] ?? join(import.meta.dirname, '../dist');
const assets = readdirSync(join(dist, 'assets')).map(name => `assets/${name}`);
const read = name => readFileSync(join(dist, name), 'utf8');
const faults = [];

// What came later than Safari 15.0, Chrome 90 or Firefox 91. Functions of the language itself are `lib` of tsconfig.json's.
const LATER = new Set(
  `structuredClone randomUUID checkVisibility showPopover hidePopover togglePopover startViewTransition reportError throwIfAborted
   locks scheduler userActivation storageBuckets canParse inert scrollend showPicker setHTMLUnsafe adoptedStyleSheets
   createImageBitmap CompressionStream DecompressionStream CloseWatcher URLPattern OffscreenCanvas getDirectory`.split(
    /\s+/,
  ),
);
/** What `older` lends, and what is asked for before it is used. */
const LENT = ['assets/older-'];

function inScript(name) {
  const { program, errors } = parseSync(name, read(name));
  const found = new Set(errors.map(({ message }) => message));
  const walk = node => {
    if (Array.isArray(node)) node.forEach(walk);
    if (!node || typeof node !== 'object' || typeof node.type !== 'string') return;
    if (node.type === 'StaticBlock') found.add('a static block');
    if (node.type === 'BinaryExpression' && node.left.type === 'PrivateIdentifier') found.add('`#name in object`');
    if (node.type === 'VariableDeclaration' && /using/.test(node.kind)) found.add('`using`');
    if (node.attributes?.length > 0) found.add('import attributes');
    if (node.type === 'Decorator') found.add('a decorator');
    if (node.type === 'Literal' && node.regex) {
      if (/\(\?<[=!]|\(\?[ims]*-?[ims]*:(?<!\(\?:)/.test(node.regex.pattern)) found.add(`/${node.regex.pattern}/`);
      if (/[vd]/.test(node.regex.flags)) found.add(`a regular expression's flags ${node.regex.flags}`);
    }
    const text = node.type === 'Literal' ? node.value : node.type === 'TemplateElement' ? node.value.cooked : undefined;
    if (typeof text === 'string' && /\(\?<[=!]/.test(text)) found.add(`a regular expression that looks back: ${text}`);
    const called = node.type === 'MemberExpression' && !node.computed ? node.property.name : undefined;
    if (called && LATER.has(called)) found.add(`.${called}`);
    if (node.type === 'CallExpression' && LATER.has(node.callee.name)) found.add(`${node.callee.name}()`);
    if (node.type === 'NewExpression' && LATER.has(node.callee.name)) found.add(`new ${node.callee.name}`);
    for (const [key, value] of Object.entries(node))
      if (key !== 'regex') Array.isArray(value) ? value.forEach(walk) : walk(value);
  };
  program.body.forEach(walk);
  for (const what of found) faults.push(`${name}: ${what}`);
}

// By name, and how `@supports` asks for it. A value that holds `var()` is not passed over where it can't be read: it counts as none.
const VALUES = [
  ['color-mix', /\bcolor-mix\(/],
  ['dvh', /\d(?:[dsl]v[hwib]|cq\w+)\b/],
  ['clip', /^clip$|(?<=overflow.*)\bclip\b/],
  ['oklch', /\b(?:ok)?(?:lch|lab)\(|\bcolor\(|\blight-dark\(|\blinear\((?!-)|\bfrom var/],
];
const PROPERTIES = /^(?:rotate|scale|translate)$/;
const SELECTORS =
  /:has\(|:focus-visible|::backdrop|:modal|:user-(?:in)?valid|:popover-open|:state\(|::details|:nth-child\([^)]* of |&/;
const BLOCKS = new Set(['layer', 'scope', 'starting-style', 'property', 'view-transition']);

function inSheet(name) {
  const root = postcss.parse(read(name));
  const asked = node => {
    for (let at = node; at; at = at.parent) if (at.type === 'atrule' && at.name === 'supports') return at.params;
    return undefined;
  };
  const plain = new Set();
  root.walkDecls(each => {
    if (each.parent.selector && !asked(each)) for (const of of each.parent.selectors) plain.add(`${of} ${each.prop}`);
  });
  root.walkAtRules(({ name: block, params }) => {
    if (BLOCKS.has(block)) faults.push(`${name}: @${block}`);
    if (block === 'media' && /[<>]/.test(params)) faults.push(`${name}: @media ${params}`);
  });
  root.walkRules(({ selectors }) => {
    const some = selectors.filter(each => SELECTORS.test(each));
    if (some.length > 0 && some.length < selectors.length)
      faults.push(`${name}: ${some[0]} takes ${selectors.join()} along`);
    if (selectors.some(each => each.includes('&'))) faults.push(`${name}: a nested rule`);
  });
  root.walkDecls(each => {
    const supports = asked(each);
    const what =
      VALUES.find(([, value]) => value.test(each.value))?.[0] ?? (PROPERTIES.test(each.prop) ? each.prop : undefined);
    if (!what || (what === 'clip' && !each.prop.startsWith('overflow')) || each.prop === 'overflow-clip-margin') return;
    const of = each.parent.selectors ?? [];
    if (!supports?.includes(what))
      faults.push(`${name}: ${of.join()} { ${each.prop}: ${each.value} } without asking for it`);
    else if (!each.prop.startsWith('--') || what !== 'color-mix' || /glow/.test(each.prop))
      for (const one of of)
        if (!plain.has(`${one} ${each.prop}`)) faults.push(`${name}: ${one} has no ${each.prop} without ${what}`);
  });
}

for (const name of [...assets.filter(name => name.endsWith('.js')), 'sw.js'])
  if (!LENT.some(lent => name.startsWith(lent))) inScript(name);
for (const name of assets.filter(name => name.endsWith('.css'))) inSheet(name);
if (faults.length > 0) throw new Error(`too new for the oldest browsers:\n  ${faults.join('\n  ')}`);
console.log(
  `${assets.filter(name => /\.(js|css)$/.test(name)).length + 1} files: nothing newer than Safari 15.0, Chrome 90 and Firefox 91`,
);
