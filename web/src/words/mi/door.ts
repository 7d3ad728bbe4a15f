// Where there is no board: the way in, and what stands there for who may not.
export const whatThisIs =
  'He papa ora mā te hapori tāngata. Mahia tāu mahi, waiho he tapuwae, tāpiri atu ki tā tētahi atu.';
export const askForLink = 'Tonoa he hono i tētahi o tō hapori, whakatuwheratia i konei, whakapiria rānei.';
export const circleLost =
  'I ngaro tētahi wāhanga o te hono i te ara: kāore e kitea ki tēhea hapori e ahu ana. Tāruatia te hono katoa i te karere ka whakapiri ai ki konei, tonoa rānei he mea hou.';
export const yourCircles = 'Ōu hapori';
export const invited = 'Kua pōwhiritia koe ki';
export const welcome = 'Nau mai,';
export const oneMoment = 'Taihoa…';
export const noWay = 'Kāore he huarahi i konei';
export const joinLead = 'Kōwhiria he ingoa me tētahi tae. Heoi anō: kāore he īmēra, kāore he kupuhipa.';
export const signInLead = (circle: string) => `Mā tēnei hono koe e takiuru ai i tēnei pūtirotiro: ${circle}.`;
export const join = (circle: string) => `Hono mai ki ${circle}`;
export const signIn = 'Kuhu mai';
export const notIn = 'Kāore anō koe kia takiuru i konei';
export const notInLead =
  'Mēnā nā tētahi hono koe i tae mai ai, i ngaro tōna pito i te ara: tāruatia te hono katoa i te karere ka whakapiri ai, tonoa rānei he mea hou i tētahi kaimanaaki.';
export const cookieRefused =
  'I tika te hono, engari kāore tēnei pūtirotiro e pupuri i te pihikete o tēnei wāhitau, nā reira kāore e taea te whakaatu i te papa. Whakaaetia ngā pihikete i konei, mukua rānei ngā mea tawhito o tēnei wāhitau, ka ngana anō ai: ko koe tonu taua tangata. Mō tētahi atu pūtirotiro, tonoa tētahi kaimanaaki ki tētahi hono mōu ake.';
export const placeTitle = 'Kuhu mai i te tuatahi';
export const placeLead =
  'E ahu ana te hono ki tētahi wāhi i roto i tētahi hapori kāore anō koe i roto. Whakapiria te pōwhiri i whiwhi ai koe, tonoa rānei tētahi mai i tētahi mema: kātahi koe ka tae ki taua wāhi.';
export const removed = 'Kua kore koe i tēnei hapori.';
export const removedLead = 'Ka noho tonu āu tapuwae ki te papa. Mā tētahi kaimanaaki koe e whakahoki mai.';
export const youLeft = (name: string) => `Kua wehe koe i ${name}.`;
export const youLeftLead =
  'Ka noho tonu āu tapuwae ki reira. Ki te hiahia koe ki te hoki mai, tonoa he hono i tētahi kaimanaaki.';
export const noCircle = 'Kāore he hapori pēnā i konei';
export const noCircleLead =
  'He tawhito pea te hono, i ngaro rānei tētahi wāhanga. Whakapiria te hono katoa, tonoa rānei he mea hou.';
export const pasteLink = 'Tō hono';
export const openLink = 'Whakatuwhera';
export const noLink = 'Ehara tēnā i te hono katoa. Kei roto ko #invite=, me ngā tohu 43 i muri.';
export const inAlready = (name: string) => `Kua takiuru koe i konei ko ${name}.`;
export const asAnother = 'Kuhu mai hei tangata kē';
export const anotherMeans = (name: string) => `Ka kore a ${name} e takiuru i konei, ā, me whai hono ia e hoki mai ai.`;
