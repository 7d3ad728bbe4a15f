// Makes the pseudo-locale: every text of the English dictionary stands in brackets. A text on a page without them is in no dictionary.

/** What a constructor gets is an option and no word: `new Intl.ListFormat('en')`. */
const NO_WORDS = new Set([
  'NewExpression',
  'ImportDeclaration',
  'ExportAllDeclaration',
  'TSTypeAnnotation',
  'TSTypeReference',
]);

interface Node {
  type: string;
  start: number;
  end: number;
  operator?: string;
  value?: unknown;
}

const isNode = (it: unknown): it is Node => typeof (it as Node | null)?.type === 'string';

/** The code of a module of words, its texts in brackets; `tree`: what it was parsed to. */
export function bracketed(code: string, tree: object): string {
  const marks: [at: number, sign: string][] = [];
  const walk = (node: unknown, key: string, parent: Node | undefined): void => {
    if (!isNode(node) || NO_WORDS.has(node.type)) return;
    if (parent?.type === 'Property' && key === 'key') return;
    if (parent?.type === 'MemberExpression' && key === 'property') return;
    if (node.type === 'BinaryExpression' && node.operator !== '+') return;
    if (node.type === 'Literal' && typeof node.value === 'string' && /\p{L}/u.test(node.value) && node.value !== 'en')
      marks.push([node.start + 1, '['], [node.end - 1, ']']);
    if (node.type === 'TemplateLiteral') marks.push([node.start + 1, '['], [node.end - 1, ']']);
    for (const [name, value] of Object.entries(node))
      for (const one of Array.isArray(value) ? value : [value]) walk(one, name, node);
  };
  walk(tree, '', undefined);
  let text = code;
  for (const [at, sign] of marks.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)))
    text = text.slice(0, at) + sign + text.slice(at);
  return text;
}
