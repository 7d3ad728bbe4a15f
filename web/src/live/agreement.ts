import { loadAgreements } from './agreements';
import type { Session } from './session';
import { loadCard, loadKind } from './together';
import { loadTrail } from './trail';

/** Brings an agreement with its trail, in which its wordings stand too, and the newest reviews. */
export const loadAgreement =
  (session: Session, id: string): Parameters<Session['load']>[0] =>
  async (api, space) => {
    const [trail] = await Promise.all([loadTrail(api, space, id), loadKind(session, 'review')(api, space)]);
    if (!trail.more) return trail;
    // The answer held the trail's newest part only: this one may be older, and so may be what is said of it.
    const [card] = await Promise.all([loadCard(id)(api, space), loadAgreements(session, null)(api, space)]);
    return card;
  };
