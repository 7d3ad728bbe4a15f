import { paths } from '../../page/route';

/** Sister circles are the level above the circle. */
export const sistersAt = (circle: string): string => `${paths.above(circle)}?sisters`;
export const storyAt = (circle: string, sister: string, story: string): string =>
  `${paths.above(circle)}?sister=${sister}&story=${story}`;

/** What of them an address names. */
export function sisterPlace(search: string): { sister: string; story: string } | 'all' {
  const query = new URLSearchParams(search);
  const [sister, story] = [query.get('sister'), query.get('story')];
  if (sister && story) return { sister, story };
  return 'all';
}
