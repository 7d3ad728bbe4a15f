// A trace, and what one does with it.
import { number } from './numbers';

export const someone = 'Jemand';
export const you = 'Du';
export const hasLeft = 'ist gegangen';
export const aProgram = 'Programm';
export const buildsOn = 'angeknüpft an';
export const and = ' und ';
export const earlier = 'eine frühere Spur';
export const reworded = 'umformuliert';
export const fromFile = 'aus einer Datei';
export const waiting = 'wartet noch';
export const refused = 'nicht hinterlassen';
export const gone = { withdrawn: 'Wieder zurückgenommen.', hidden: 'Von einem Host verborgen.' };
export const someoneCould = 'Jemand könnte';
export const takenUp = (name: string) => `${name} hat das aufgegriffen`;
export const grew = (count: number) => `${number.format(count)} daraus gewachsen`;
export const learned = 'Was wir gelernt haben';
export const buildOn = 'Anknüpfen';
export const warm = 'Wärmen';
export const warmed = 'Gewärmt';
export const more = 'Mehr';
export const seeTrail = 'Ihren Pfad ansehen';
export const reword = 'Umformulieren';
export const withdraw = 'Zurücknehmen';
export const withdrawSure = 'Diese Spur zurücknehmen?';
export const withdrawMeans =
  'Ihre Worte, ihr Foto und was sie offen ließ werden für alle gelöscht. Eine Zeile bleibt, für das, was daraus wuchs.';
export const edit = 'Bearbeiten';
export const cancel = 'Abbrechen';
export const save = 'Speichern';
export const letOut = 'Als Spur hinterlassen';
export const copyLink = 'Ihren Link kopieren';
export const linkOf = 'Ihr Link, für alle, die hier dabei sind';
