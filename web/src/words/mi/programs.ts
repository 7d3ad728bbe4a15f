// Ngā pūmanawa.
export const programsLead = 'Ngā mea ka tuhi, ka pānui noa iho i konei: he papa kei te kāuta, he pūoko, he hōtuhi.';
export const leavingTraces = 'Ngā pūmanawa ka waiho tapuwae';
export const leavingTracesMeans =
  'Ka waiho tapuwae te pūmanawa i raro i tōna ake ingoa, ka tohua he pūmanawa. Ehara ia i te mema: kāore ia e pānui, kāore e kite i te tangata, kāore e tatauria.';
export const letInBy = (name: string) => `nā ${name} i tuku mai`;
export const noPrograms = 'Kāore anō he pūmanawa.';
export const programName = 'Tōna ingoa';
export const programNameHint = 'Papa o te kāuta';
export const letProgramIn = 'Tukua mai he pūmanawa';
export const tokenOnce = 'Hoatu tēnei tohu ki te pūmanawa. He rite ki te kupuhipa, ā, kotahi anake te whakaaturanga.';
export const token = 'Tohu';
export const address = 'Te wāhi waiho tapuwae';
export const forExample = 'Hei tauira, mai i te raina whakahau';
export const exampleTrace = 'Kua puta te parāoa i te umu';
export const copyOf = (what: string) => `Tāruatia: ${what}`;
export const endProgram = 'Whakamutua';
export const endOf = (name: string) => `Whakamutua a ${name}`;
export const endProgramSure = (name: string) => `Whakamutua a ${name}?`;
export const endProgramMeans = 'Kāore e waiho anō. Ka noho tonu āna i waiho ai.';
export const aFeed = 'He whāngai hei pānui ki wāhi kē';
export const aFeedMeans =
  'Ngā tapuwae hou e rima tekau mō tētahi kaipānui whāngai, kāore ngā rōpū iti, ngā oati me ngā mea e noho ki waho o te pātū. Ka pānui te tangata kei a ia te wāhitau; tērā ka noho ngā mea i tangohia i roto i ngā mea kua pānuitia.';
export const theFeed = (n: number) => `Whāngai ${n}`;
export const feedBy = (name: string) => `nā ${name}`;
export const noFeeds = 'Kāore anō he whāngai.';
export const makeFeed = 'Hangaia he wāhitau';
export const feedOnce = 'Hoatu tēnei wāhitau ki te kaipānui whāngai. Kotahi anake te whakaaturanga.';
export const feedAddress = 'Wāhitau o te whāngai';
export const revokeFeed = (n: number) => `Whakakorea te whāngai ${n}`;
export const revokeFeedSure = 'Whakakorea te wāhitau o tēnei whāngai?';
export const revokeFeedMeans = 'Kāore e whakaatu anō. Ko ngā mea kua pānuitia ka noho tonu.';
