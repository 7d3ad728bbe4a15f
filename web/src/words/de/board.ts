// On the first screen: the circle, its feed, and what the connection is like.
import { number } from './numbers';

export const locale = 'de';
export const product = 'Traceboard';
export const views = 'Ansichten';
export const now = 'Jetzt';
export const warmTrails = 'Warme Pfade';
export const host = 'Host';
export const pods = 'Grüppchen';
export const word = {
  live: 'live',
  'catching up': 'holt auf',
  offline: 'kein Netz',
  crowded: 'in zu vielen Tabs offen',
};
export const putOff = 'kann gerade nicht speichern';
export const waitingCount = (count: number) => `${number.format(count)} noch unterwegs`;
export const here = (count: number) => `${number.format(count)} hier`;
export const whoIsHere = 'Wer gerade hier ist';
export const yourself = 'Du in diesem Kreis';
export const andMore = (count: number) => `${number.format(count)} mehr`;
export const onlyMemory = 'Dieser Browser bewahrt nichts auf: lass die Seite offen, bis alles gesendet ist.';
export const leaveTrace = 'Spur hinterlassen';
export const feed = 'Spuren, die neuesten zuerst';
export const newPill = (count: number) => `${number.format(count)} neu`;
export const emptyFeed = 'Noch ist hier nichts. Was hast du getan? Hinterlass die erste Spur.';
export const justNow = 'gerade eben';
export const today = 'heute';
export const yesterday = 'gestern';
export const tomorrow = 'morgen';
export const ends = (when: string) => `bis ${when}`;
export const tryAgain = 'Noch einmal';
export const coming = 'Das Board kommt …';
export const unreachable = 'Das Board ist gerade nicht zu erreichen.';
export const openEnds = 'Jemand könnte…';
export const fromTrace = (name: string) => `offen gelassen: ${name}`;
export const onward = 'Zum Board';
export const goneQuiet = 'Still geworden';
export const resting = 'ruht sich aus';
export const close = 'Schließen';
export const back = 'Zurück';
export const aTrail = 'Ein Pfad';
export const partFailed = 'Das ließ sich noch nicht laden.';
export const together = 'Zusammen';
export const searchTraces = 'Suchen';
