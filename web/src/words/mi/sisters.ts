// Sister circles.
export const sisters = 'Hapori whanaunga';
export const sistersLead =
  'Ngā mea ka tukua e ō rātou mema kia whiti mai ki a koutou. Ka noho ngā kupu ki reira: ko te mea ka unuhia i reira ka ngaro i konei.';
export const noSisters =
  'Kāore anō he hapori whanaunga. Ka whakawhiti hono ngā kaimanaaki me tētahi atu hapori, i konei, i tētahi atu tūmau rānei; kei tō rātou whārangi ngā tohutohu.';
export const kinship = { mother: 'i tipu tēnei hapori i a ia', bud: 'i tipu ia i tēnei hapori', linked: '' };
export const nameless = 'He hapori kāore anō kia tūtaki';
export const notReached = 'Kāore i te whakautu ināianei. Koinei tāna kōrero whakamutunga.';
export const neverReached = 'Kāore i te whakautu ināianei.';
export const nothingCrossed = 'Kāore anō ia kia tuku kōrero kia whiti.';
export const toldIn = (name: string, circle: string, on: string) => `nā ${name} i kōrero i ${circle}, ${on}`;
export const tellsBy = (name: string, on: string) => `nā ${name} i kōrero, ${on}`;
export const buildHere = 'Tāpiri atu i konei';
export const noSuchSister = 'Kua kore taua kōrero e whiti mai.';
export const sisterLink = 'Hangaia he hono';
export const sisterLinkFor =
  'Mā tētahi kaimanaaki o tērā hapori: mā tēnei ka pānui rātou i ngā mea ka whiti atu i konei. Kotahi anake te whakaaturanga.';
export const sisterLinkOut = 'Kei waho tētahi hono nāu.';
export const revokeLink = 'Unuhia';
export const revokeLinkSure = 'Ka unuhia te hono? Kua kore te hapori kei a ia e pānui i ngā mea o konei.';
export const sisterHostLead =
  'Hoatu he hono nāu ki tētahi kaimanaaki o tētahi atu hapori, ka whakapiri i tā rātou. Kātahi ia hapori ka pānui i ngā kōrero ka tukua e tērā kia whiti.';
export const theirLink = 'Te hono i hoatu ki a koe';
export const addSister = 'Tāpirihia tō rātou hapori';
export const letSisterGo = 'Tukua';
export const letSisterGoSure = (name: string) => `Ka tukua a ${name}? Kua kore āna kōrero e pānuitia i konei.`;
export const notAdded: Partial<Record<string, string>> = {
  bad_request: 'Ehara tēnā i te hono mō te hapori whanaunga. Kei roto ko /sister/.',
  sister_unreachable: 'Kāore he hapori e whakautu ana i taua hono. Kua unuhia pea, kei te weto rānei tōna tūmau.',
  too_many_sisters: 'E waru ngā whanaunga o tēnei hapori mā te hono. Kua eke te nui.',
};
