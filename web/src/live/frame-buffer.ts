import { batch } from '@preact/signals';
import { soon } from '../base/soon';
import type { ServerFrame } from '../protocol';
import type { Space } from '../rows/space';
import type { Board } from './board';

/** Buffers frames for the board, in order: those that come between two paints are merged and drawn together. */
export class FrameBuffer {
  #frames: ServerFrame[] = [];

  /**
   * `arrived`: others left these traces; called in one batch with the drawing. `merged`: called when the buffer is
   * empty.
   */
  constructor(
    private readonly board: Board,
    private readonly arrived: (ids: string[]) => void,
    private readonly merged: (space: Space) => void,
  ) {}

  /** Adds a frame; it is merged by `soon` or `flush`. */
  push(frame: ServerFrame): void {
    this.#frames.push(frame);
  }

  /** Merges before the next paint; only the first frame has to schedule that. */
  soon(): void {
    if (this.#frames.length === 1) soon(() => this.flush());
  }

  /** Drops buffered frames: they are of a board that is no longer shown. */
  clear(): void {
    this.#frames = [];
  }

  /** Merges the buffered frames, and shows the result at once. */
  flush(): void {
    const { space } = this.board;
    const frames = this.#frames;
    if (!space || frames.length === 0) return;
    this.#frames = [];
    const left = this.board.merge(space, frames);
    batch(() => {
      this.arrived(left);
      this.board.fill();
    });
    this.merged(space);
  }
}
