/** The key of a member's draft: of the one on `parent`, or else of the one that was begun on nothing. */
export const sketchKey = (circle: string, me: string, parent?: string): string =>
  `draft ${circle} ${me}${parent ? ` ${parent}` : ''}`;

/** The keys of all drafts of a member, the one that was begun on nothing first. */
export function sketchKeys(circle: string, me: string): string[] {
  const key = sketchKey(circle, me);
  try {
    return Object.keys(localStorage)
      .filter(each => each === key || each.startsWith(`${key} `))
      .sort();
  } catch {
    return [];
  }
}
