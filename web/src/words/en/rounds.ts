// What rounds ask.
import type { RoundKind } from '../../protocol';

export const kinds: Record<RoundKind, string> = {
  opening: 'Opening round',
  closing: 'Closing round',
  check_in: 'Check-in',
  retro: 'Looking back',
  review: 'Review',
  perspectives: 'Perspectives',
  own: 'A question',
};
export const prompts: Record<RoundKind, readonly string[]> = {
  opening: ['What do you bring?'],
  closing: ['What do you take along?'],
  check_in: ['How are you here, right now?'],
  retro: ['What works?', 'What would you change?', 'What shall we try?'],
  review: ['Keep it, change it, or let it go? Say why.'],
  perspectives: ['How does it look from where you stand?'],
  own: [],
};
export const asks = (name: string) => `${name} asks`;
export const youAsk = 'You ask';
export const endsAt = (when: string) => `until ${when}`;
export const span = (from: string, to: string) => `${from} – ${to}`;
