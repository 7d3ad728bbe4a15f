/** Moves a row of a list by its grip, with a finger or a mouse: it takes the place of the row under it. */
export function draggable(event: PointerEvent, row: HTMLElement, move: (from: number, to: number) => void): void {
  const list = row.parentElement!;
  const grip = event.currentTarget as HTMLElement;
  const rows = () => Array.from(list.children) as HTMLElement[];
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  row.classList.add('dragged');
  const over = ({ clientY: y }: PointerEvent) => {
    const from = rows().indexOf(row);
    const to = rows().findIndex(each => {
      const { top, bottom } = each.getBoundingClientRect();
      return each !== row && y > top && y < bottom;
    });
    if (to < 0) return;
    // Only once the middle is crossed: rows of different heights would else change places without end.
    const { top, bottom } = rows()[to]!.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    if (to > from ? y > middle : y < middle) move(from, to);
  };
  const end = () => {
    row.classList.remove('dragged');
    grip.removeEventListener('pointermove', over);
    grip.removeEventListener('lostpointercapture', end);
  };
  grip.addEventListener('pointermove', over);
  grip.addEventListener('lostpointercapture', end);
}
