import { signal } from '@preact/signals';
import { set as setClock } from '../base/clock';
import type { Outbox } from '../outbox/outbox';
import type { Face, ServerFrame, Why } from '../protocol';
import type { Arriving } from './arriving';
import type { Held } from './draw';

/** What a session does with frames about its own board. */
export interface Heard {
  /** Whether the board is being replaced: what is on its way to the old one isn't for the new one. */
  replaced(): boolean;
  /** All there is by now has come. Answers whether that was shown at once, as it is when the page goes live. */
  complete(): boolean;
  /** The board has to begin anew, with a snapshot. */
  anew(why: Why): void;
  /** Nothing follows until the page is loaded anew. */
  over(code: string): void;
  /** Who looks is in these pods, and invited to those. */
  own(pods: readonly string[], invitations: readonly string[], held: Held): void;
}

/** Hands each frame from the server to what it concerns. */
export class Hearing {
  /** Who looks at the board just now. */
  readonly here = signal<{ count: number; faces: readonly Face[] }>({ count: 0, faces: [] });

  constructor(
    private readonly id: string,
    private readonly outbox: Pick<Outbox, 'acked' | 'refused'>,
    private readonly arriving: Arriving,
    private readonly heard: Heard,
  ) {}

  hear = (frame: ServerFrame): void => {
    const { outbox, arriving, heard } = this;
    // Of this board alone, and not of one that is being replaced.
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
