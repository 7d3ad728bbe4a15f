// Who is here, and oneself.
import { waitingCount } from './board';

export const language = 'Reo';
export const yourName = 'Tō ingoa';
export const yourColour = 'Tō tae';
export const colours = [
  'kikorangi-kākāriki',
  'waikura',
  'waiporoporo',
  'ōriwa',
  'pūkohu',
  'māwhero',
  'kikorangi',
  'parauri',
  'whero',
  'kiripaka',
  'paramu',
  'kākāriki',
];
export const youNamed = (name: string) => `${name} (ko koe)`;
export const otherDevice = 'Tētahi atu pūrere';
export const makeLink = 'Hangaia he hono mōna';
export const signOut = 'Takiputa';
export const signOutSure = 'Ka takiputa i tēnei pūtirotiro?';
export const signOutMeans = 'Me whai hono koe e hoki mai ai.';
export const signOutLoses = (count: number) =>
  `${waitingCount(count)}: mā te takiputa ka ngaro ngā mea kāore anō kia tukuna.`;
export const rest = 'Okioki';
export const restYes = 'Okioki mō te wā poto';
export const restLead =
  'Kāore he take e hiahiatia ana. Ka kitea i tō kanohi, ā, kua hoki mai koe ina mahi koe i tētahi mea.';
export const restingNow = 'E okioki ana koe. Ka mutu i tāu mahi e whai ake nei.';
export const leaveCircle = 'Wehe i te hapori';
export const leaveSure = 'Ka wehe i tēnei hapori?';
export const leaveMeans = [
  'Ka noho tonu āu tapuwae, i raro i tō ingoa. Me mātua unu ngā mea kāore e hiahiatia ana kia noho.',
  'Ka takiputaina koe i ōu pūrere katoa, ā, ka puta koe i āu rōpū iti.',
  'Ka kite ērā atu kua wehe koe.',
  'Ki te hiahia koe ki te hoki mai, mā tētahi kaimanaaki koe e tuku mai anō ki te hono, ko koe tonu.',
];
export const onlyHost = 'Ko koe anake te kaimanaaki. Me mātua whakatū tētahi atu, kātahi koe ka āhei te wehe.';
export const toPeople = 'Kōwhiria tētahi';
export const theLink = 'Te hono';
export const qrOf = 'Te hono hei waehere QR';
export const shownOnce = 'Ināianei anake ka whakaatuhia.';
export const copy = 'Tārua';
export const shareLink = 'Tohatoha';
export const copied = 'Kua tāruatia.';
export const selected = 'Kāore tēnei pūtirotiro e tārua noa. Kua tīpakohia te kupu: tāruatia i reira.';
