// Who is here, and oneself.
import { waitingCount } from './board';

export const language = 'Sprache';
export const yourName = 'Dein Name';
export const yourColour = 'Deine Farbe';
export const colours = [
  'Petrol',
  'Rost',
  'Violett',
  'Oliv',
  'Moos',
  'Rosa',
  'Blau',
  'Umbra',
  'Rot',
  'Schiefer',
  'Pflaume',
  'Grün',
];
export const youNamed = (name: string) => `${name} (du)`;
export const otherDevice = 'Ein anderes Gerät';
export const makeLink = 'Link dafür machen';
export const signOut = 'Abmelden';
export const signOutSure = 'Von diesem Browser abmelden?';
export const signOutMeans = 'Um zurückzukommen, brauchst du einen Link.';
export const signOutLoses = (count: number) =>
  `${waitingCount(count)}: beim Abmelden geht verloren, was noch nicht hinausging.`;
export const rest = 'Ausruhen';
export const restYes = 'Eine Weile ausruhen';
export const restLead = 'Es braucht keinen Grund. Dein Gesicht zeigt es, und du bist zurück, sobald du etwas tust.';
export const restingNow = 'Du ruhst dich aus. Was du als Nächstes tust, beendet es.';
export const leaveCircle = 'Den Kreis verlassen';
export const leaveSure = 'Diesen Kreis verlassen?';
export const leaveMeans = [
  'Deine Spuren bleiben, unter deinem Namen. Was nicht bleiben soll, nimm vorher zurück.',
  'Du wirst auf allen deinen Geräten abgemeldet und bist in keinem Grüppchen mehr.',
  'Die anderen sehen, dass du gegangen bist.',
  'Wenn du zurückkommen willst, lässt dich ein Host mit einem Link wieder herein, unter deinem Namen.',
];
export const onlyHost = 'Außer dir ist niemand Host. Mach erst jemand anderen zum Host, dann kannst du gehen.';
export const toPeople = 'Jemanden wählen';
export const theLink = 'Der Link';
export const qrOf = 'Der Link als QR-Code';
export const shownOnce = 'Nur jetzt zu sehen.';
export const copy = 'Kopieren';
export const shareLink = 'Teilen';
export const copied = 'Kopiert.';
export const selected = 'Dieser Browser kopiert nichts von selbst. Der Text ist markiert: kopiere ihn von dort.';
