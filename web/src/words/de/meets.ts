// When a circle or a pod meets.
import { am } from './numbers';

export const meets = (when: string) => `Wir treffen uns ${am(when)}`;
export const meetings = 'Wann wir uns treffen';
export const notThisTime = 'Diesmal nicht';
export const movedOnce = 'verlegt, nur dieses Mal';
export const instead = 'Stattdessen treffen';
export const moveIt = 'Verlegen';
export const letItFall = 'Ausfallen lassen';
export const movedTo = (when: string) => `Verlegt: ${when}.`;
export const fallsOut = 'Es fällt aus, nur dieses Mal.';
export const toCalendar = 'In meinen Kalender';
export const calendarLead =
  'Gib diese Adresse deinem Kalender. Wer sie hat, sieht, wann wir uns treffen; sie ist nur jetzt zu sehen.';
export const calendarLink = 'Die Adresse für den Kalender';
export const calendarRevoke = 'Die Adresse zurücknehmen, die mein Kalender nutzt';
export const calendarRevoked = 'Die Adresse führt nirgends mehr hin.';
export const notNow = 'Das ging nicht durch. Versuch es gleich noch einmal.';
export const rhythm = 'Wann der Kreis sich trifft';
export const howOften = 'Wie oft';
export const every = {
  week: 'jede Woche',
  fortnight: 'jede zweite Woche',
  first: 'jeden Monat, der erste',
  second: 'jeden Monat, der zweite',
  third: 'jeden Monat, der dritte',
  fourth: 'jeden Monat, der vierte',
  last: 'jeden Monat, der letzte',
};
const days = /* @__PURE__ */ new Intl.DateTimeFormat('de', { weekday: 'long', timeZone: 'UTC' });
export const weekday = (index: number) => days.format(Date.UTC(2024, 0, 1 + index));
export const onDay = 'Am';
export const atTime = 'Um';
export const beginsOn = 'Ab';
export const clocksOf = (zone: string) => `Nach den Uhren von ${zone.replaceAll('_', ' ')}.`;
export const noRhythm = 'Kein Rhythmus mehr';
