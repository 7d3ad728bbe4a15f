/** What stands unsent in an answer goes by its author and round. It outlives the closed sheet and a reload. */
const key = (me: string, round: string): string => `answer ${me} ${round}`;

export function begun(me: string, round: string, asks: number): string[] {
  let kept: unknown;
  try {
    kept = JSON.parse(sessionStorage.getItem(key(me, round)) ?? 'null');
  } catch {
    // A browser that keeps nothing has nothing begun.
  }
  return Array.from({ length: asks }, (_, at) => (Array.isArray(kept) ? `${kept[at] ?? ''}` : ''));
}

export function keepBegun(me: string, round: string, texts: readonly string[] | null): void {
  try {
    if (texts?.some(Boolean)) sessionStorage.setItem(key(me, round), JSON.stringify(texts));
    else sessionStorage.removeItem(key(me, round));
  } catch {
    // Then it stands in the open sheet alone.
  }
}
