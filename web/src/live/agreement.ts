import { loadAgreements } from './agreements';
import { loadCard } from './load-card';
import type { Session } from './session';
import { loadKind } from './together';
import { loadTrail } from './trail';

/** Loads an agreement with its trail, which includes its wordings, and the newest reviews. */
export const loadAgreement =
  (session: Session, id: string): Parameters<Session['load']>[0] =>
  async (api, space) => {
    const [trail] = await Promise.all([loadTrail(api, space, id), loadKind(session, 'review')(api, space)]);
    if (!trail.more) return trail;
    // The answer has only the trail's newest part: the agreement and its wordings may be older.
    const [card] = await Promise.all([loadCard(id)(api, space), loadAgreements(session, null)(api, space)]);
    return card;
  };
