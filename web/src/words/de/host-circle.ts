// How a host sets the circle, and the circles around it.
import { plural } from './numbers';

export const circleName = 'Sein Name';
export const staysWarm = 'Wie lange ein Pfad warm bleibt';
export const fades = {
  day: { name: 'Ein Tag eines Retreats', means: 'Was am Morgen getan wurde, ist am Abend halb so warm.' },
  week: { name: 'Eine Woche', means: 'Für einen Kreis, der sich alle ein, zwei Wochen trifft.' },
  month: { name: 'Ein Monat', means: 'Für einen Kreis, der sich ab und zu trifft.' },
  other: (hours: number) => ({ name: 'Wie es jetzt ist', means: `Halb so warm nach ${span(hours)}.` }),
};
const span = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'Minute', 'Minuten')
    : hours < 48
      ? plural(hours, 'Stunde', 'Stunden')
      : plural(Math.round(hours / 24), 'Tag', 'Tagen');
export const timeZone = 'Seine Tage sind die von';
export const patterns = 'Was er nutzt';
export const needsPattern = (name: string) => `Das baut auf „${name}“ auf, und das ist aus.`;
export const pattern = {
  open_ends: ['Offene Enden', '„Jemand könnte …“, neben einer Spur.'],
  promises: ['Versprechen', '„Ich werde … bis …“: am Tag selbst wird gefragt, wer es gegeben hat.'],
  rounds: ['Runden', 'Jedes Mitglied antwortet einmal und liest dann die anderen.'],
  resting: ['Ausruhen', 'Wer mag, kann es sagen, ohne Grund.'],
  retros: ['Rückblick', 'Was klappt, was ändern, was probieren; und was wir gelernt haben.'],
  gatherings: ['Treffen', 'Eine Zeit mit einem Namen: ihre Spuren stehen zusammen.'],
  stories: ['Geschichten', 'Spuren von vielen, geordnet und erzählt.'],
  sisters: ['Schwesterkreise', 'Geschichten, die dafür frei sind, gehen von Kreis zu Kreis.'],
  pods: ['Grüppchen', 'Zwei bis acht Menschen, eine Absicht und ein Ende, in einem eigenen Raum.'],
  agreements: ['Vereinbarungen', '„Wie wollen wir zusammen sein?“: erst probiert, dann gelebt.'],
  budding: ['Ableger', 'Ein Kreis, der groß geworden ist, sät andere.'],
  weave: ['Das Geflecht', 'Wer mit wem knüpft, und Gruppen, in denen neue Bande entstehen.'],
} as const;
export const buds = 'Kreise, die aus diesem wachsen';
export const budsLead =
  'Bis zu drei. Ein neuer Kreis beginnt mit den Einstellungen, dem Rhythmus, den Vereinbarungen und Fragen von diesem, und mit keiner seiner Spuren.';
export const budName = 'Der Name des neuen Kreises';
export const budHostLink = 'Für dich: öffnet den neuen Kreis als sein Host. Nur dieses eine Mal zu sehen.';
export const budInviteLink = 'Für alle, die mitgehen: lässt sie hinein. Nur dieses eine Mal zu sehen.';
