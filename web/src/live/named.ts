import type { View } from './view';

/** A pod's view with its members' current names in the circle. What is unchanged stays the same object. */
export function named(view: View, circle: View | undefined, before: View | undefined): View {
  const was = before?.members;
  const all = [...view.members].map(([id, member]) => {
    const { name = member.name, colour = member.colour } = circle?.members.get(id) ?? {};
    const now = { ...member, ...(name !== undefined && { name }), colour };
    const old = was?.get(id);
    return [id, JSON.stringify(old) === JSON.stringify(now) ? old! : now] as const;
  });
  const same = was?.size === all.length && all.every(([id, now]) => was.get(id) === now);
  return { ...view, members: same ? was : new Map(all) };
}
