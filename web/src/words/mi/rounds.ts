// What rounds ask.
import type { RoundKind } from '../../protocol';

export const kinds: Record<RoundKind, string> = {
  opening: 'Huringa whakatuwhera',
  closing: 'Huringa whakakapi',
  check_in: 'Huringa taenga mai',
  retro: 'Titiro whakamuri',
  review: 'Titiro anō',
  perspectives: 'Tirohanga',
  own: 'He pātai',
};
export const prompts: Record<RoundKind, readonly string[]> = {
  opening: ['He aha tāu e mau mai nei?'],
  closing: ['He aha tāu ka mau atu?'],
  check_in: ['Kei te pēhea koe i konei, i tēnei wā tonu?'],
  retro: ['He aha e pai ana?', 'Ka hurihia e koe te aha?', 'Ka whakamātau tātou i te aha?'],
  review: ['Kia mau, kia huri, kia tukua rānei? Kī mai he aha ai.'],
  perspectives: ['He pēhea te āhua mai i tō tūranga?'],
  own: [],
};
export const asks = (name: string) => `E pātai ana a ${name}`;
export const youAsk = 'E pātai ana koe';
export const endsAt = (when: string) => `tae noa ki te ${when}`;
export const span = (from: string, to: string) => `${from} – ${to}`;
