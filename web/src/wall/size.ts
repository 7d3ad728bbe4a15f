/** The first of the ideographs and syllables that take two places. */
const WIDE_FROM = 0x1100;

/** How many places a text takes: a wide character two. */
const places = (text: string): number =>
  Array.from(text, each => (each.codePointAt(0)! < WIDE_FROM ? 1 : 2)).reduce((sum, each) => sum + each, 0);

/** How large a text is written: the shorter, the larger; beside a photo there is half the room. The smallest is what a hall reads from eight metres. */
export function size(text: string, isMain: boolean, isPictured: boolean): 'huge' | 'large' | 'plain' {
  const length = places(text) * (isPictured ? 2 : 1);
  if (isMain && length <= 70) return 'huge';
  return isMain && length <= 140 ? 'large' : 'plain';
}
