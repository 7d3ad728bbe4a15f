/** A text with what was found in it. `marks`: from and to, as JavaScript counts, in order. */
export function Marked({
  text,
  marks = [],
}: {
  text: string;
  marks?: readonly (readonly [number, number])[] | undefined;
}) {
  const ends = marks.map(([, to]) => to);
  return (
    <>
      {marks.map(([from, to], index) => (
        <>
          {text.slice(ends[index - 1] ?? 0, from)}
          <mark key={from}>{text.slice(from, to)}</mark>
        </>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  );
}
