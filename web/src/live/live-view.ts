import { computed } from '@preact/signals';
import type { Pattern } from '../protocol';
import type { Board } from './board';
import type { Shown } from './view';

/** What is made of another pattern, and of which. */
export const NEEDS: { [pattern in Pattern]?: Pattern } = { retros: 'rounds', sisters: 'stories' };
const NONE: readonly Pattern[] = [];

/** What views read of a live space. */
export abstract class LiveView {
  abstract readonly board: Board;
  /** A pod's circle; `undefined` for a circle. */
  abstract readonly circle: LiveView | undefined;
  /** The patterns that the circle has switched off, which are not shown. */
  readonly off = computed((): readonly Pattern[] => (this.circle ?? this).view.value?.circle.off ?? NONE);

  /** The board as views read it. */
  get view() {
    return this.board.view;
  }

  /** How often the board began anew; what was loaded into it before is gone from it then. */
  get began() {
    return this.board.began;
  }

  /** The rows that are here; none before the first snapshot. */
  get space() {
    return this.board.space;
  }

  /** Loads more rows: `get` merges them, and returns the numbers of the cards that it lists. */
  get load() {
    return this.board.load;
  }

  /** Whether the circle uses a pattern. A pattern that depends on another is off with that too. */
  isOn = (pattern: Pattern): boolean => ![pattern, NEEDS[pattern]].some(each => each && this.off.value.includes(each));

  /** Whether what was learned is shown: a part of looking back that needs no round. */
  get learns(): boolean {
    return !this.off.value.includes('retros');
  }

  /** What is here of the trail of a trace, oldest first. */
  trailCards = (id: string): Shown[] => this.space?.trail(id) ?? [];

  /** The seed of the trail of a trace, as far as that is known. */
  seedOf = (id: string): string => this.space?.seedOf(id) ?? id;
}
