/** The draft of an answer, stored by author and round. It survives closing the sheet and a reload. */
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
    // Then it is only in the open sheet.
  }
}
