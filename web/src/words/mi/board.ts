// On the first screen: the circle, its feed, and what the connection is like.
import { number } from './numbers';

export const locale = 'mi';
export const product = 'Traceboard';
export const views = 'Ngā tirohanga';
export const now = 'Ināianei';
export const warmTrails = 'Ara mahana';
export const host = 'Kaimanaaki';
export const pods = 'Rōpū iti';
export const word = {
  live: 'i te wā tonu',
  'catching up': 'e hopu ana',
  offline: 'tuimotu',
  crowded: 'he maha rawa ngā ripa',
};
export const putOff = 'kāore e taea te tiaki ināianei';
export const waitingCount = (count: number) => `${number.format(count)} e tatari ana`;
export const here = (count: number) => `${number.format(count)} kei konei`;
export const whoIsHere = 'Ko wai kei konei';
export const yourself = 'Ko koe i tēnei hapori';
export const andMore = (count: number) => `${number.format(count)} atu anō`;
export const onlyMemory = 'Kāore tēnei pūtirotiro e pupuri: waiho tēnei whārangi kia tuwhera, kia tukuna rā anō.';
export const leaveTrace = 'Waiho he tapuwae';
export const feed = 'Ngā tapuwae, ko ngā mea hou i te tuatahi';
export const newPill = (count: number) => `${number.format(count)} hou`;
export const emptyFeed = 'Kāore anō he mea i konei. I aha koe? Waiho te tapuwae tuatahi.';
export const justNow = 'nō nā tonu nei';
export const today = 'tēnei rā';
export const yesterday = 'inanahi';
export const tomorrow = 'āpōpō';
export const ends = (when: string) => `ka mutu ā te ${when}`;
export const tryAgain = 'Whakamātau anō';
export const coming = 'Kei te haere mai te papa …';
export const unreachable = 'Kāore e taea te papa i tēnei wā.';
export const openEnds = 'Mā tētahi pea…';
export const fromTrace = (name: string) => `nā ${name}`;
export const onward = 'Haere ki te papa';
export const goneQuiet = 'Kua mārie';
export const resting = 'e okioki ana';
export const close = 'Kati';
export const back = 'Hoki';
export const aTrail = 'He ara';
export const partFailed = 'Kāore anō tēnei i taea te tiki.';
export const together = 'Ngātahi';
export const searchTraces = 'Rapu';
