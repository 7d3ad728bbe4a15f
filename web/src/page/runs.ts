import type { Change } from '../live/pending';
import type { Shown } from '../live/view';

/** One trace of the feed with all that draws it. The same object as long as nothing of it changed. */
export interface Row {
  card: Shown;
  parents: readonly (Shown | undefined)[];
  /** What took up its open end, or kept its promise. */
  taker: Shown | undefined;
  change: Change | undefined;
  /** Whether its day is another than the row's above. */
  opens: boolean;
}

/** A part of the feed, drawn and skipped as one. The same object as long as its rows are. */
export interface Run {
  key: string;
  rows: readonly Row[];
}

/** A run that would get longer than this is cut in two. */
export const RUN_MAX = 16;

/**
 * The feed in runs, so that a new trace, or a thousand below, cost as much as one run. Cuts stay where they are: a new trace at
 * the top changes only the first run, older ones at the end only the last.
 */
export class Runs {
  readonly #cuts = new Set<string>();
  readonly #rows = new WeakMap<Shown, Row>();
  #before = new Map<string, Run>();

  row(row: Row): Row {
    const kept = this.#rows.get(row.card);
    const alike = kept && kept.change === row.change && kept.opens === row.opens && kept.taker === row.taker;
    if (alike && same(kept.parents, row.parents)) return kept;
    this.#rows.set(row.card, row);
    return row;
  }

  cut(rows: readonly Row[]): Run[] {
    let run: Row[] = [];
    const parts = [run];
    for (const row of rows) {
      if (run.length === RUN_MAX && !this.#cuts.has(row.card.id)) {
        run = run.splice(RUN_MAX / 2);
        this.#cuts.add(run[0]!.card.id);
        parts.push(run);
      } else if (run.length > 0 && this.#cuts.has(row.card.id)) {
        run = [];
        parts.push(run);
      }
      run.push(row);
    }
    // The first run's first trace changes often, so its key is 'top'.
    const runs = parts.map((rows, index) => {
      const key = index ? rows[0]!.card.id : 'top';
      const kept = this.#before.get(key);
      return kept && same(kept.rows, rows) ? kept : { key, rows };
    });
    this.#before = new Map(runs.map(run => [run.key, run]));
    return runs;
  }
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);
