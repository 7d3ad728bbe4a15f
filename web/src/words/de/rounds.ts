// What rounds ask.
import type { RoundKind } from '../../protocol';

export const kinds: Record<RoundKind, string> = {
  opening: 'Eröffnungsrunde',
  closing: 'Abschlussrunde',
  check_in: 'Ankommensrunde',
  retro: 'Rückblick',
  review: 'Noch einmal ansehen',
  perspectives: 'Sichtweisen',
  own: 'Eine Frage',
};
export const prompts: Record<RoundKind, readonly string[]> = {
  opening: ['Was bringst du mit?'],
  closing: ['Was nimmst du mit?'],
  check_in: ['Wie bist du gerade hier?'],
  retro: ['Was klappt?', 'Was würdest du ändern?', 'Was probieren wir?'],
  review: ['Behalten, ändern oder loslassen? Sag, warum.'],
  perspectives: ['Wie sieht es von dort aus, wo du stehst?'],
  own: [],
};
export const asks = (name: string) => `${name} fragt`;
export const youAsk = 'Du fragst';
export const endsAt = (when: string) => `bis ${when}`;
export const span = (from: string, to: string) => `${from} – ${to}`;
