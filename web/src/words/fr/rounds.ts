// What rounds ask.
import type { RoundKind } from '../../protocol';
import { au } from './numbers';

export const kinds: Record<RoundKind, string> = {
  opening: 'Tour d’ouverture',
  closing: 'Tour de clôture',
  check_in: 'Tour d’arrivée',
  retro: 'Regarder en arrière',
  review: 'Regarder à nouveau',
  perspectives: 'Perspectives',
  own: 'Une question',
};
export const prompts: Record<RoundKind, readonly string[]> = {
  opening: ['Qu’est-ce que tu apportes ?'],
  closing: ['Qu’est-ce que tu emportes ?'],
  check_in: ['Comment es-tu là, en ce moment ?'],
  retro: ['Qu’est-ce qui marche ?', 'Qu’est-ce que tu changerais ?', 'Qu’est-ce qu’on essaie ?'],
  review: ['Le garder, le changer ou le laisser aller ? Dis pourquoi.'],
  perspectives: ['Comment ça se voit de là où tu es ?'],
  own: [],
};
export const asks = (name: string) => `${name} demande`;
export const youAsk = 'Tu demandes';
export const endsAt = (when: string) => `jusqu’${au(when)}`;
export const span = (from: string, to: string) => `${from} – ${to}`;
