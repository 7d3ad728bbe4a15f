// When a circle or a pod meets.
import { le } from './numbers';

export const meets = (when: string) => `On se retrouve ${le(when)}`;
export const meetings = 'Quand on se retrouve';
export const notThisTime = 'Pas cette fois';
export const movedOnce = 'déplacé, cette fois seulement';
export const instead = 'Se retrouver plutôt';
export const moveIt = 'Déplacer';
export const letItFall = 'Sauter cette fois';
export const movedTo = (when: string) => `Déplacé : ${when}.`;
export const fallsOut = 'Ça saute, cette fois seulement.';
export const toCalendar = 'Mettre dans mon calendrier';
export const calendarLead =
  'Donne cette adresse à ton calendrier. Qui l’a voit quand on se retrouve ; elle n’est montrée que maintenant.';
export const calendarLink = 'L’adresse pour le calendrier';
export const calendarRevoke = 'Retirer l’adresse qu’utilise mon calendrier';
export const calendarRevoked = 'L’adresse ne mène plus nulle part.';
export const notNow = 'Ça n’est pas passé. Réessaie dans un instant.';
export const rhythm = 'Quand le cercle se retrouve';
export const howOften = 'À quel rythme';
export const every = {
  week: 'chaque semaine',
  fortnight: 'une semaine sur deux',
  first: 'chaque mois, le premier',
  second: 'chaque mois, le deuxième',
  third: 'chaque mois, le troisième',
  fourth: 'chaque mois, le quatrième',
  last: 'chaque mois, le dernier',
};
const days = /* @__PURE__ */ new Intl.DateTimeFormat('fr', { weekday: 'long', timeZone: 'UTC' });
export const weekday = (index: number) => days.format(Date.UTC(2024, 0, 1 + index));
export const onDay = 'Le';
export const atTime = 'À';
export const beginsOn = 'À partir du';
export const clocksOf = (zone: string) => `À l’heure de ${zone.replaceAll('_', ' ')}.`;
export const noRhythm = 'Plus de rythme';
