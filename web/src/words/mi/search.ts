// Search.
import { plural } from './numbers';

export const searchWords = 'Ngā kupu hei rapu';
export const searchHint = 'He kupu, ahakoa te reo';
export const clearSearch = 'Ūkuia';
export const fromAnyone = 'Te katoa';
export const whoLeft = 'Nā wai i waiho';
export const whenLeft = 'Āhea';
export const spans = {
  any: 'Ahakoa te wā',
  today: 'Tēnei rā',
  week: 'Ngā rā e 7 kua hipa',
  month: 'Ngā rā e 30 kua hipa',
  days: 'Kōwhiria he rā',
};
export const sinceDay = 'Mai i';
export const tillDay = 'Ki';
export const stillOpen = 'E tuwhera tonu ana';
export const searchWhere = 'Kei hea';
export const wholeCircle = 'Te hapori';
export const found = (count: number, more: boolean) =>
  more ? `Ngā mea hou: ${plural(count, 'tapuwae', 'tapuwae')}` : plural(count, 'tapuwae', 'tapuwae');
export const foundNone = 'Kāore he tapuwae pēnā.';
export const foundNoneHint = 'Mā te iti ake o ngā kupu ka nui ake ka kitea. Ka ranea tētahi wāhanga o te kupu.';
export const searchLead = 'Kimihia he tapuwae mā tētahi kupu e maumahara ana koe, mā te kaituhi, mā te wā rānei.';
export const stillReading = 'Kei te pānuitia tonu ngā tapuwae o mua. Ka tae noa mai.';
export const olderFound = 'Ngā mea o mua';
export const searchAgain = 'Whakamātau anō';
