// How a host sets the circle, and the circles around it.
import { plural } from './numbers';

export const circleName = 'Son nom';
export const staysWarm = 'Combien de temps un sentier reste chaud';
export const fades = {
  day: { name: 'Un jour de retraite', means: 'Ce qui s’est fait le matin a perdu la moitié de sa chaleur le soir.' },
  week: { name: 'Une semaine', means: 'Pour un cercle qui se retrouve toutes les semaines ou tous les quinze jours.' },
  month: { name: 'Un mois', means: 'Pour un cercle qui se retrouve de temps en temps.' },
  other: (hours: number) => ({ name: 'Comme c’est réglé', means: `Moitié moins chaud après ${span(hours)}.` }),
};
const span = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'minute', 'minutes')
    : hours < 48
      ? plural(hours, 'heure', 'heures')
      : plural(Math.round(hours / 24), 'jour', 'jours');
export const timeZone = 'Ses jours sont ceux de';
export const patterns = 'Ce qu’il utilise';
export const needsPattern = (name: string) => `S’appuie sur « ${name} », qui est désactivé.`;
export const pattern = {
  open_ends: ['Portes ouvertes', '« Quelqu’un pourrait … », à côté d’une trace.'],
  promises: ['Promesses', '« Je vais … pour … » : le jour venu, on demande à qui l’a faite.'],
  rounds: ['Tours de parole', 'Chacun répond une fois, et lit alors les autres.'],
  resting: ['Se reposer', 'Qui le veut peut le dire, sans donner de raison.'],
  retros: ['Regarder en arrière', 'Ce qui marche, ce qu’on change, ce qu’on essaie ; et ce qu’on a appris.'],
  gatherings: ['Rencontres', 'Un moment qui a un nom : ses traces restent ensemble.'],
  stories: ['Histoires', 'Des traces de plusieurs, mises en ordre et racontées.'],
  sisters: ['Cercles amis', 'Des histoires passent d’un cercle à l’autre, si qui les raconte le permet.'],
  pods: ['Bulles', 'De deux à huit personnes, une intention et une fin, dans un espace à elles.'],
  agreements: ['Accords', '« Comment veut-on être ensemble » : essayés avant d’être vécus.'],
  budding: ['Essaimage', 'Un cercle devenu grand en sème d’autres.'],
  weave: ['Le tissage', 'Qui tisse avec qui, et des groupes où naissent de nouveaux liens.'],
} as const;
export const buds = 'Les cercles nés de celui-ci';
export const budsLead =
  'Jusqu’à trois. Un nouveau cercle commence avec les réglages, le rythme, les accords et les questions de celui-ci, et sans aucune de ses traces.';
export const budName = 'Le nom du nouveau cercle';
export const budHostLink = 'Pour toi : il ouvre le nouveau cercle comme hôte. Montré cette seule fois.';
export const budInviteLink = 'Pour celles et ceux qui t’accompagnent : il les fait entrer. Montré cette seule fois.';
