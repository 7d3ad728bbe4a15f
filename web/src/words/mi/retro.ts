// Looking back together: cards, tries, what was learned.
import { te } from './numbers';

export const retroName = 'Titiro whakamuri';
export const retroWhen = {
  hour: 'ināianei, kotahi hāora',
  two: 'ināianei, e rua hāora',
  time: 'i tētahi atu wā',
};
export const whenIsIt = 'Āhea?';
export const openRetro = 'Whakatuwhera';
export const retroLead =
  'Kotahi te rārangi mō ia kāri, ā, ka kite koe i ā ētahi atu kia tukuna rā anō āu. Kātahi koutou ka hui i ngā mea e hāngai ana.';
export const linePerCard = 'He kāri ia rārangi.';
export const tooManyLines = (most: number) =>
  `Kia ${most} ngā rārangi, i te mutunga iho: kua nui tēnā mō te pātai kotahi.`;
export const tapWhere = 'Pāngia te kāri e hāngai ana.';
export const takeOut = 'Tangohia ki waho';
export const neverMind = 'Waiho noa';
export const iTryThis = 'Māku tēnei';
export const putTogether = 'Kua huia.';
export const tookOut = 'Kua tangohia.';
export const noCards = 'Kāore he mea i konei.';
export const willDo = (name: string, when: string) => `${name}, ${when}`;
export const byDay = (day: string) => `hei ${te(day)}`;
export const done = 'kua oti';
export const lastTries = 'Ā koutou i hiahia ai ki te whakamātau i tērā wā';
export const lastUnread = 'Kāore koe i reira i tērā wā. Kape, ka taea te pānui i ngā mea hei whakamātau.';
export const stillPromised = 'He kī taurangi, e tuwhera tonu ana';
export const sayLearned = 'Kī mai i ā koutou i ako ai';
export const learnedSoFar = 'Ā koutou i ako ai';
