import type { Card, Facet, Photo, Words } from '../protocol';
import type { Rows } from './rows';

/** A card as views show it: its row, its light and its mark in one. Replaced and never changed, so that `===` tells. */
export interface Shown extends Omit<Card, 'text' | 'open_end' | 'places' | 'photo'> {
  text: string | null;
  open_end: string | null;
  /** Why a trace of one's own was hidden, where a host said so. */
  hidden_why?: string | undefined;
  places: readonly string[];
  photo?: Photo | undefined;
  glow_ms: number;
  grew: number;
  warmed: boolean;
  /** It is an open promise of the viewer. */
  promised: boolean;
  /** The seed of its nearest trail, if known; else itself, and loading the trail finds the seed. */
  seed: string;
}

/** What a card is by its facet. */
export type With<Is extends Facet['is']> = Shown & { facet: Extract<Facet, { is: Is }> };

const NOWHERE: readonly string[] = [];

/** Combines a card's rows. `own`: words that are not in the shared rows, and that this member may read. */
export function show(rows: Rows, card: Card, own: Words | undefined): Shown {
  const [, glow_ms, grew] = rows.lights.get(card.n) ?? [card.n, card.at_ms, 0];
  const mark = rows.marks.get(card.n);
  const said = card.state === 'hidden' && card.text === undefined ? own : card;
  return {
    ...card,
    text: said?.text ?? null,
    open_end: said?.open_end ?? null,
    photo: said?.photo,
    hidden_why: card.state === 'hidden' ? own?.hidden_why : undefined,
    places: card.places ?? NOWHERE,
    glow_ms,
    grew,
    warmed: mark?.warmed ?? false,
    promised: mark?.promised ?? false,
    seed: rows.cards.get(card.trails[0] ?? card.n)?.id ?? card.id,
  };
}
