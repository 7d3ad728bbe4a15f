// Stories.
import { list, plural } from './numbers';

export const stories = 'Kōrero';
export const story = 'He kōrero';
export const retell = 'Kōrerotia anō';
export const askToTell = 'Tonoa kia kōrerotia ki waho';
export const askedToTell = 'Ka pātaia tōna kaituhi, kāore tētahi atu e mōhio.';
export const readStory = 'Pānuitia te kōrero';
export const tellStory = 'Kōrerotia he kōrero';
export const goOnTelling = 'Haere tonu tāu kōrero';
export const noStories =
  'Kāore anō he kōrero. Kōwhiria ngā tapuwae a te tokomaha, raupapahia, ka tuhi i waenga i pēhea te ahu o tētahi ki tētahi.';
export const fromSisters = 'Nō ngā hapori whanaunga';
export const olderStories = 'Kōrero o mua';
export const toldBy = (name: string, when: string) => `kōrerotia e ${name}, ${when}`;
export const youToo = 'koe';
export const withWordsOf = (names: string[]) => `Ngā kupu i roto: ${list.format(names)}.`;
export const noSuchStory = 'Kāore taua kōrero i te papa, kua kore rānei e whakaatuhia.';
export const notSentYet = 'Kei te ara: ka kite ērā atu ina hono anō koe.';
export const gap = {
  withdrawn: 'I unuhia e tōna kaituhi',
  hidden: 'I hunaia e tētahi kaimanaaki',
  gone: 'Kāore i tēnei papa',
};
export const storyTitle = 'Tōna taitara';
export const titleHint = 'Mō te aha?';
export const storyWords = 'Āu kupu i konei';
export const wordsHint = 'I pēhea i muri?';
export const writeHere = 'Tuhi ki konei';
export const addTraces = 'Tāpirihia he tapuwae';
export const addThese = (count: number) =>
  count > 0 ? `Tāpirihia: ${plural(count, 'tapuwae', 'tapuwae')}` : 'Kōwhiria he tapuwae';
export const moveUp = 'Ki runga';
export const moveDown = 'Ki raro';
export const dragIt = 'Tōia kia neke';
export const dropPart = 'Tangohia';
export const tellIt = 'Kōrerotia';
export const retellIt = 'Kōrerotia kia pēnei';
export const storyTooLong =
  'He maha ake āna kupu i te mea ka mau i te kōrero: tata ki te toru mano. Kōrerotia kia rua.';
export const tooLongHere = 'He nui tēnā i te wāhi kotahi. Waiho he tapuwae ki waenga.';
export const emptyTelling = 'Tāpirihia he tapuwae, ka tuhi ai ki waenga.';
export const storyTold = 'Kua kōrerotia te kōrero.';
export const cite = 'Ki roto i tētahi kōrero';
export const citedNow = 'Kei roto i tāu kōrero.';
export const storyFull = 'Kotahi rau ngā tapuwae ka mau i te kōrero.';
export const takeAlong = 'Kawea atu';
export const asHtml = 'Hei whārangi (HTML)';
export const asMd = 'Hei kupu (Markdown)';
export const shareStory = 'Tohaina ki waho';
export const shareLead =
  'Ko te tangata kei a ia te hono ka pānui i tēnei kōrero, me ngā ingoa, ngā kupu katoa o roto, kāore e kuhu mai. Ka taea te unu i ngā wā katoa.';
export const sharedLead = 'Kei waho he hono: ko te tangata kei a ia ka pānui i tēnei kōrero.';
export const makeStoryLink = 'Hangaia he hono';
export const newLink = 'Hangaia he hono hou';
export const newLinkSure = 'Ka hangaia he hono hou? Kua kore te hono o mua e ahu ki hea.';
export const unshare = 'Unuhia te hono';
export const unshareSure = 'Ka unuhia te hono? Ko te tangata ka whai atu kua kore e pānui i te aha.';
export const storyLinkOnce = 'Ināianei anake ka whakaatuhia.';
export const unsharedNow = 'Kua kore te hono e ahu ki hea.';
export const grewFromSister = 'nā';
export const ofCircle = (circle: string) => `i ${circle}`;
export const crossing = 'Hapori whanaunga';
export const crossLead =
  'Kāore anō he hapori whanaunga kia pānui. Ka taea e koe te tuku, me tō ingoa me ngā kupu katoa o roto.';
export const crossesLead = 'Ka pānui ngā hapori whanaunga i tēnei kōrero.';
export const letCross = 'Tukua kia whiti';
export const letCrossNoMore = 'Kaua e tuku kia whiti';
