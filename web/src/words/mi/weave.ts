// Who builds with whom, and the way back to each other.
export const whoBuilds = 'Ko wai e raranga ana me wai';
export const weaveLead =
  'He rārangi i waenga i te tokorua kua tāpiri atu ki ngā tapuwae a tētahi, a tētahi: ka maha ake, ka mātotoru ake.';
export const weavePicture = 'He pikitia o te hunga e raranga tahi ana. He rite te kōrero a te ripanga i raro.';
export const everyone = 'Te katoa';
export const youInMiddle = 'Ko koe i waenga';
export const findPerson = 'Tirohia';
export const nobodyPicked = 'Pāngia tētahi, kōwhiria rānei he ingoa';
export const asTable = 'Hei ripanga';
export const person = 'Ko wai';
export const buildsWith = 'E raranga ana me';
export const builds = {
  thick: (names: string) => `He rite tonu me ${names}.`,
  middle: (names: string) => `He auau me ${names}.`,
  thin: (names: string) => `I ētahi wā me ${names}.`,
};
export const noTies = 'Kāore anō me tētahi.';
export const noWeave =
  'Kāore anō tētahi kia tāpiri atu ki te tapuwae a tētahi atu. Ka tīmata te rārangi tuatahi i te pā kotahi ki “Tāpiri atu”.';
export const podRings = (names: string) => `Kei ngā mōwhiti iti: ${names}.`;
export const gatheringRing = (name: string) => `Kei te mōwhiti o roto: te hunga i waiho tapuwae i ${name}.`;
export const theLastGathering = 'te hui whakamutunga';
export const reconnect = 'Hono anō';
export const reconnectLead =
  'He rōpū tāngata kāore anō kia tino raranga tahi. Ka taea te tuku rōpū iti ki ia rōpū. Ki te kore tētahi e whakaae, kāore tētahi e mōhio.';
export const groupSize = 'Tokohia kei ia rōpū?';
export const offerFor = 'Mō te aha?';
export const offerUsual = 'Tūtaki hou: kotahi te mea iti ngātahi';
export const offerAll = 'Pōwhiritia te katoa ki tā rātou';
export const offered = 'Kua pōwhiritia. Ka mōhio ia tangata ki tāna anake.';
export const nobodyToGroup = 'Kia tokorua, neke atu rānei.';
export const thisIsHosts = 'Mā ngā kaimanaaki anake e kimi rōpū.';
