// The host’s page.
import { number, plural } from './numbers';

export const hostsOnly = 'Mā ngā kaimanaaki tēnei whārangi.';
export const noSuchRoom = 'Kāore he whārangi pēnā mā ngā kaimanaaki.';
export const rooms = {
  invites: 'Pōwhiri',
  hiding: 'Huna, whakaatu anō',
  meetings: 'Rōpū iti, hui, whakaaetanga',
  wall: 'Te pātū',
  download: 'Tikiake te katoa',
  people: 'Tāngata',
  circle: 'Ingoa, mahana, rā',
  uses: 'Ngā mea ka whakamahia',
  kin: 'Ētahi atu hapori',
  programs: 'Ngā pūmanawa',
};
export const roomLines = {
  hiding: 'Tapuwae me ngā tāngata',
  meetings: 'Ngā mea o nāianei me ngā mea ka ara ake',
  wall: 'Te papa i te mata nui',
  download: 'Hei pānui, hei kawe rānei ki wāhi kē',
  people: 'Kaimanaaki, waea kua ngaro, ko wai kua wehe',
  circle: 'Ōna tautuhinga',
  uses: 'Ka taea ia mea te whakaweto',
  kin: 'Ērā ka tipu i tēnei, me ōna whanaunga',
  programs: 'Ngā mea ka tuhi, ka pānui noa iho i konei',
};
export const openInvites = (count: number) =>
  count === 0 ? 'Kāore he pōwhiri tuwhera' : plural(count, 'pōwhiri tuwhera', 'pōwhiri tuwhera');
export const someHidden = 'He mea kua hunaia';
export const runsNow = (name: string) => `Kei te haere a ${name}`;
export const comesNext = (name: string, when: string) => `${name}: ${when}`;
export const inviteLead =
  'Kotahi te pā, ka taea e te whare katoa te matawai tōna waehere. Ka kōwhiri te tangata e kuhu mai ana i tētahi ingoa me tētahi tae.';
export const makeInvite = 'Hangaia he pōwhiri';
export const inviteTerms = (days_: number, uses: number) =>
  `Mō te ${plural(days_, 'rā', 'rā')}, mō te ${plural(uses, 'tangata', 'tāngata')}`;
export const inviteFor = (name: string) => `Kia kuhu mai a ${name}`;
export const joinsBy = (circle: string) => `Kuhu mai ki ${circle}`;
export const scanIt = 'Whakahāngaitia te kāmera o te waea.';
export const onlyHere = (port: string) =>
  `Ko tēnei rorohiko anake ka taea te huaki i tēnei wāhitau. Me whai wāhitau kē ngā waea: mā te kaiwhakahaere o te papa e tīmata ki te “--listen 0.0.0.0:${port}”.`;
export const linkMeans = (name: string) =>
  `Mā ${name} anake: ko te tangata ka whakatuwhera ka takiuru hei a ia. Kotahi te mahinga, i roto i te rā kotahi. Kei roto, i “Ōu pūrere”, ka takiputaina te waea kua ngaro.`;
export const justMade = 'Nō nā tonu nei i hangaia';
export const showLarge = 'Whakaatu kia nui';
export const standingInvites = 'Pōwhiri tuwhera';
export const personalLinks = 'Ngā hono mā te tangata kotahi';
export const label = 'Tāu ingoa mōna';
export const labelHint = 'Te kāri i te kūaha';
export const holds = 'Ka mau mō te';
export const days = (count: number) => plural(count, 'rā', 'rā');
export const uses = 'Tokohia ka kuhu';
export const anInvite = { member: 'He pōwhiri', host: 'He pōwhiri mā ngā kaimanaaki' };
/** What the server itself calls the invites that it makes. */
export const ownLabels: { [label: string]: string } = {
  'host link printed at start': 'Te hono i tāia mō te kaimanaaki',
  'invite printed at start': 'Te pōwhiri i tāia i te tīmatanga',
  'the wall': 'Te waehere o te pātū',
};
export const role = { member: 'mema', host: 'kaimanaaki' };
export const used = (uses: number, most: number) => `${number.format(uses)} o te ${number.format(most)} kua whakamahia`;
export const noInvites = 'Kāore he pōwhiri e tuwhera ana.';
export const revoke = 'Whakakore';
export const revokeSure = 'Ka whakakorea tēnei pōwhiri?';
export const revokeMeans = 'Kua kore tētahi e kuhu mai mā tēnei.';
export const newestTraces = 'Ngā mea hou';
export const hiddenTraces = 'Kua hunaia';
export const noneHidden = 'Kāore he mea kua hunaia.';
export const aPerson = 'He tangata, ehara i te tapuwae';
export const aPersonMeans = 'Tangohia tētahi, whakahokia mai rānei';
export const lostPhone = 'Kua ngaro te waea a tētahi?';
export const lostPhoneMeans = 'He hono mā tētahi tangata kei roto kē';
export const peopleLead =
  'Pāngia he ingoa: he hono mō te waea kua ngaro, te tūranga kaimanaaki, te puta me te hoki mai.';
export const away = { left: 'kua wehe', removed: 'kua tangohia' };
export const imported = 'i kawea mai, kāore anō kia kerēmehia';
export const lostTheirPhone = 'Kua ngaro te waea?';
export const lostMeans = (name: string) => `He hono e kuhu mai ai a ${name} i tētahi atu.`;
export const claimLink = 'Hangaia he hono';
export const claimMeans = (name: string) => `Mā tēnei a ${name} e kuhu mai ai, ā, ka riro i a ia ngā mea i kawea mai.`;
export const makeHost = 'Hei kaimanaaki';
export const makeHostMeans = 'Mā ngā kaimanaaki e tuku tāngata kia kuhu, e huna tapuwae, e whakarite te hapori.';
export const makeMember = 'Hei mema';
export const makeMemberMeans = 'Ka rite ia ki te katoa o te hapori.';
export const stepDownSure = 'Ka mutu tō tū hei kaimanaaki?';
export const stepDownMeans = 'E kore koe e āhei ki te whakahoki i a koe anō: mā tētahi atu kaimanaaki.';
export const remove = 'Tangohia';
export const removeSure = (name: string) => `Ka tangohia a ${name}?`;
export const removeMeans = 'Ka noho tonu āna tapuwae, ā, ka taea e koe ia te whakahoki mai.';
export const letBack = 'Whakahokia mai';
export const letBackMeans = (name: string) => `Kātahi a ${name} ka noho anō ki te hapori.`;
export const letBackByLink = (name: string) => `Me tētahi hono e kuhu mai anō ai a ${name}, ko ia tonu.`;
export const settings = 'Te hapori';
export const seedCircle = 'Ruia he hapori';
export const timeToBud = 'Kua tipu tēnei hapori';
export const timeToBudMeans =
  'Kia tata ki te kotahi rau rima tekau, e kore e taea e te katoa te mōhio ki te katoa. Kua tae pea ki te wā e ruia ai he mea iti ake.';
export const budNotNow = 'Kaua ināianei';
export const takeHomeLead = 'Ngā tapuwae katoa o te hapori, pērā i nāianei. Nā koutou.';
export const exportZip = [
  'Ngā mea katoa, me ngā whakaahua',
  'Ngā kōnae e rua i raro nei me ngā whakaahua katoa, kotahi te kōnae (ZIP)',
] as const;
export const exportMd = ['Hei pānui', 'He kōnae kupu kotahi (Markdown)'] as const;
export const exportJsonl = [
  'Hei kawe ki tētahi atu Traceboard',
  'Kotahi te rārangi mō ia tapuwae (JSON Lines)',
] as const;
export const takeHomeWithout =
  'Kāore ngā rōpū iti i roto: kei ia mea tāna ake, mā te hunga kei roto. Kāore hoki ngā kupu i unuhia, ngā whakautu ki ngā huringa rānei.';
