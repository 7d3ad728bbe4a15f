import { signal } from '@preact/signals';
import { set as setClock } from '../base/clock';
import type { Outbox } from '../outbox/outbox';
import type { Face, ServerFrame, Why } from '../protocol';
import type { Held } from './draw';
import type { FrameBuffer } from './frame-buffer';

/** A session's handlers for frames of its own board. */
export interface FrameHandlers {
  /** Whether the board is being replaced: frames for the old one are dropped. */
  replaced(): boolean;
  /** The page is up to date. Returns whether that was shown at once, as it is when the page goes live. */
  complete(): boolean;
  /** The board needs a new snapshot. */
  anew(why: Why): void;
  /** No frames follow until the page is reloaded. */
  over(code: string): void;
  /** The viewer's pods and invitations. */
  own(pods: readonly string[], invitations: readonly string[], held: Held): void;
}

/** Routes each frame of the server to its handler. */
export class FrameRouter {
  /** The present viewer. */
  readonly here = signal<{ count: number; faces: readonly Face[] }>({ count: 0, faces: [] });

  constructor(
    private readonly id: string,
    private readonly outbox: Pick<Outbox, 'acked' | 'refused'>,
    private readonly arriving: FrameBuffer,
    private readonly heard: FrameHandlers,
  ) {}

  hear = (frame: ServerFrame): void => {
    const { outbox, arriving, heard } = this;
    // Only frames of this board, and not while it is being replaced.
    const always = frame.type === 'closed' || frame.type === 'own_pods';
    if ('space' in frame && (frame.space !== this.id || (heard.replaced() && !always))) return;
    switch (frame.type) {
      case 'welcome':
      case 'beat':
        return setClock(frame.now_ms);
      case 'states':
      case 'mine':
        arriving.push(frame);
        if (frame.type !== 'states' || frame.more || !heard.complete()) arriving.soon();
        return;
      case 'anew':
        arriving.flush();
        return heard.anew(frame.why);
      case 'presence':
        this.here.value = { count: frame.count, faces: frame.here };
        return;
      case 'own_pods':
        return heard.own(frame.pods ?? [], frame.invitations ?? [], frame);
      case 'ack':
        return outbox.acked(frame.id, frame.position);
      case 'refused':
        return outbox.refused(frame.id, frame.code, frame.retry, frame.retry_after_ms);
      case 'closed':
        return heard.over(frame.code);
      case 'reload':
        return heard.over('reload');
    }
  };
}
