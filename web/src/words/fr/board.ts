// On the first screen: the circle, its feed, and what the connection is like.
import { number, plural } from './numbers';

export const locale = 'fr';
export const product = 'Traceboard';
export const views = 'Vues';
export const now = 'Maintenant';
export const warmTrails = 'Sentiers chauds';
export const host = 'Hôte';
export const pods = 'Bulles';
export const word = {
  live: 'en direct',
  'catching up': 'on se met à jour',
  offline: 'hors ligne',
  crowded: 'ouvert dans trop d’onglets',
};
export const putOff = 'impossible d’enregistrer';
export const waitingCount = (count: number) => `${number.format(count)} en attente`;
export const here = (count: number) => `${number.format(count)} ici`;
export const whoIsHere = 'Qui est là';
export const yourself = 'Toi dans ce cercle';
export const andMore = (count: number) => `${number.format(count)} de plus`;
export const onlyMemory = 'Ce navigateur ne garde rien : laisse cette page ouverte jusqu’à l’envoi.';
export const leaveTrace = 'Laisser une trace';
export const feed = 'Traces, les plus récentes d’abord';
export const newPill = (count: number) => plural(count, 'nouvelle', 'nouvelles');
export const emptyFeed = 'Rien ici pour l’instant. Qu’as-tu fait ? Laisse la première trace.';
export const justNow = 'à l’instant';
export const today = 'aujourd’hui';
export const yesterday = 'hier';
export const tomorrow = 'demain';
export const ends = (when: string) => `jusqu’au ${when}`;
export const tryAgain = 'Réessayer';
export const coming = 'Le tableau arrive …';
export const unreachable = 'Le tableau est injoignable pour l’instant.';
export const openEnds = 'Quelqu’un pourrait…';
export const fromTrace = (name: string) => `ouverte : ${name}`;
export const onward = 'Aller au tableau';
export const goneQuiet = 'En sommeil';
export const resting = 'au repos';
export const close = 'Fermer';
export const back = 'Retour';
export const aTrail = 'Un sentier';
export const partFailed = 'Impossible de charger ça pour l’instant.';
export const together = 'Ensemble';
export const searchTraces = 'Chercher';
