// Pods: a few people, an intention and an end.
import { list, plural, te } from './numbers';

export const podsLead =
  'E rua ki te waru tāngata, he whāinga, he mutunga. Ko te hunga kei roto i te rōpū iti anake ka kite i ngā mea o roto.';
export const callPod = 'Karangatia he rōpū iti';
export const noPods =
  'Kāore he rōpū iti kua karangatia ināianei. Ko te tangata e hiahia ana ki te whakamātau tahi i tētahi mea ka karanga.';
export const olderPods = 'Ngā mea o mua';
export const yourPods = 'Āu';
export const openPods = 'Hei kuhu atu';
export const youCalled = 'nāu i karanga';
export const invitedTo = 'Kua pōwhiritia koe';
export const calledBy = (name: string) => `nā ${name} i karanga`;
export const placesLeft = (count: number) =>
  count <= 0 ? 'kāore he tūnga e toe ana' : plural(count, 'tūnga e toe ana', 'tūnga e toe ana');
export const untilDay = (day: string) => `tae noa ki ${te(day)}`;
export const lastDayWas = (day: string) => `ko ${te(day)} tōna rā whakamutunga`;
export const podState = { open: '', resting: 'e okioki ana', closed: 'kua kati' };
export const meetsAs = (every: string, day: string, at: string) => `${every}: ${day}, ${at}`;
export const stepIn = 'Kuhu mai';
export const invitesYou = (name: string) => `E pōwhiri ana a ${name} i a koe`;
export const invitesToPod = (name: string) => `E pōwhiri ana a ${name} i a koe ki tētahi rōpū iti`;
export const noThanks = 'Kāo, engari kia ora';
export const notInPod = 'Kāore koe i tēnei rōpū iti.';
export const noLonger = 'Kua kore koe i tēnei rōpū iti.';
export const toPods = 'Ki ngā rōpū iti';
export const aPod = 'He rōpū iti';
export const aboutPod = 'Tēnei rōpū iti';
export const inIt = (names: string[]) => list.format(names);
export const goOnUntil = (day: string) => `Haere tonu tae noa ki ${te(day)}`;
export const podIsOver = (day: string) => `Ko ${te(day)} te rā whakamutunga o tēnei rōpū iti. Ka aha ināianei?`;
export const podEnds = 'Ko tēnei te rā whakamutunga o te rōpū iti. Ka aha ināianei?';
export const closingRound = 'He huringa whakakapi';
export const podClosed = 'Kua kati tēnei rōpū iti. Ka taea tonu e te hunga kei roto te pānui i ngā mea o roto.';
export const podRests = 'E okioki ana tēnei rōpū iti. Ka ara ake ina waiho tētahi i te tapuwae.';
export const podsHeld =
  'I kuhu mai koe mā te hono a tētahi kaimanaaki. Ka tuwhera i konei te rōpū iti kei roto koe ina kī tētahi o roto ko koe tonu: pātaia tētahi.';
export const cameByLink = (name: string) =>
  `I kuhu mai a ${name} mā te hono a tētahi kaimanaaki. Mēnā ka mōhio koe ko ia tonu, tukua ia kia pānui i konei.`;
export const youCameByLink =
  'I kuhu mai tētahi hei a koe mā te hono a tētahi kaimanaaki. Mēnā ehara i a koe, tonoa ō kaimanaaki kia unuhia te hono.';
export const itIsThem = 'Ko ia tonu';
export const itWasMe = 'Ko ahau tonu';
export const mayBeTold = 'E hiahia ana tētahi ki te kōrero i tēnei ki waho o te rōpū iti';
export const mayBeToldMeans =
  'Ki te tukua e koe, ka tū ki te hapori hei tapuwae nāu. Ki te kore, kāore tētahi e mōhio.';
export const letItOut = 'Tukua ki waho';
export const keepItHere = 'Waiho ki konei';
