// Pods: a few people, an intention and an end.
import { am, list, plural } from './numbers';

export const podsLead =
  'Zwei bis acht Menschen, eine Absicht und ein Ende. Was in einem Grüppchen ist, sehen nur die, die dabei sind.';
export const callPod = 'Ein Grüppchen ausrufen';
export const noPods = 'Gerade ist kein Grüppchen ausgerufen. Wer mit anderen etwas ausprobieren möchte, ruft eins aus.';
export const olderPods = 'Frühere';
export const yourPods = 'Deine';
export const openPods = 'Zum Dazukommen';
export const youCalled = 'von dir ausgerufen';
export const invitedTo = 'Du bist eingeladen';
export const calledBy = (name: string) => `ausgerufen von ${name}`;
export const placesLeft = (count: number) =>
  count <= 0 ? 'kein Platz frei' : plural(count, 'Platz frei', 'Plätze frei');
export const untilDay = (day: string) => `bis ${day}`;
export const lastDayWas = (day: string) => `sein letzter Tag war ${day}`;
export const podState = { open: '', resting: 'ruht', closed: 'geschlossen' };
export const meetsAs = (every: string, day: string, at: string) => `${every}: ${day}, ${at}`;
export const stepIn = 'Dazukommen';
export const invitesYou = (name: string) => `${name} lädt dich ein`;
export const invitesToPod = (name: string) => `${name} lädt dich in ein Grüppchen ein`;
export const noThanks = 'Nein, danke';
export const notInPod = 'Du bist nicht in diesem Grüppchen.';
export const noLonger = 'Du bist nicht mehr in diesem Grüppchen.';
export const toPods = 'Zu den Grüppchen';
export const aPod = 'Ein Grüppchen';
export const aboutPod = 'Dieses Grüppchen';
export const inIt = (names: string[]) => list.format(names);
export const goOnUntil = (day: string) => `Weiter bis ${day}`;
export const podIsOver = (day: string) => `Der letzte Tag dieses Grüppchens war ${am(day)}. Was wird aus ihm?`;
export const podEnds = 'Heute ist der letzte Tag dieses Grüppchens. Was wird aus ihm?';
export const closingRound = 'Eine Abschlussrunde';
export const podClosed = 'Dieses Grüppchen ist geschlossen. Wer dabei ist, kann weiter lesen, was darin ist.';
export const podRests = 'Dieses Grüppchen ruht. Es wacht auf, sobald jemand eine Spur hinterlässt.';
export const podsHeld =
  'Du bist mit dem Link eines Hosts hereingekommen. Ein Grüppchen, in dem du bist, öffnet sich hier, sobald jemand daraus sagt, dass du es bist: frag dort nach.';
export const cameByLink = (name: string) =>
  `${name} kam mit dem Link eines Hosts herein. Nur wenn du weißt, dass es wirklich stimmt, gib hier das Lesen frei.`;
export const youCameByLink =
  'Jemand kam unter deinem Namen mit dem Link eines Hosts herein. Wenn du das nicht warst, bitte deine Hosts, den Link zurückzunehmen.';
export const itIsThem = 'Ja, stimmt';
export const itWasMe = 'Das war ich';
export const mayBeTold = 'Jemand möchte das gern außerhalb des Grüppchens erzählen';
export const mayBeToldMeans =
  'Wenn du sie hinauslässt, steht sie im Kreis als Spur von dir. Wenn nicht, erfährt es niemand.';
export const letItOut = 'Hinauslassen';
export const keepItHere = 'Hier behalten';
