import { batch } from '@preact/signals';
import { soon } from '../base/soon';
import type { ServerFrame } from '../protocol';
import type { Space } from '../rows/space';
import type { Board } from './board';

/** Frames on their way into the board, in their order: what comes between two pictures is merged and drawn at once. */
export class Arriving {
  #frames: ServerFrame[] = [];

  /** `arrived`: others left these traces; told in one batch with the drawing. `merged`: all of it is in this space. */
  constructor(
    private readonly board: Board,
    private readonly arrived: (ids: string[]) => void,
    private readonly merged: (space: Space) => void,
  ) {}

  /** Adds a frame; it is merged by `soon` or `flush`. */
  push(frame: ServerFrame): void {
    this.#frames.push(frame);
  }

  /** Merges before the next picture is drawn; only the first frame has to ask for that. */
  soon(): void {
    if (this.#frames.length === 1) soon(() => this.flush());
  }

  /** Drops what isn't merged yet: it is of a board that is shown no more. */
  clear(): void {
    this.#frames = [];
  }

  /** Merges what came since the last picture was drawn, and shows it at once. */
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
