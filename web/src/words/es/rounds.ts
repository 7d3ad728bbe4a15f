// What rounds ask.
import type { RoundKind } from '../../protocol';
import { el } from './numbers';

export const kinds: Record<RoundKind, string> = {
  opening: 'Ronda de apertura',
  closing: 'Ronda de cierre',
  check_in: 'Ronda de llegada',
  retro: 'Mirar atrás',
  review: 'Volver a mirar',
  perspectives: 'Perspectivas',
  own: 'Una pregunta',
};
export const prompts: Record<RoundKind, readonly string[]> = {
  opening: ['¿Qué traes?'],
  closing: ['¿Qué te llevas?'],
  check_in: ['¿Cómo estás aquí, ahora mismo?'],
  retro: ['¿Qué funciona?', '¿Qué cambiarías?', '¿Qué probamos?'],
  review: ['¿Seguir así, cambiarlo o soltarlo? Di por qué.'],
  perspectives: ['¿Cómo se ve desde donde estás?'],
  own: [],
};
export const asks = (name: string) => `${name} pregunta`;
export const youAsk = 'Preguntas tú';
export const endsAt = (when: string) =>
  `hasta ${!/\d:\d/.test(when) ? el(when) : /^1:/.test(when) ? `la ${when}` : `las ${when}`}`;
export const span = (from: string, to: string) => `${from} – ${to}`;
