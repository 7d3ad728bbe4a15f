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
export const webhooks = 'Ngā matau tukutuku';
export const webhooksMean =
  'Kōrerotia ki tō ake tūmau ngā mea ka huri: kua waiho he tapuwae, kua whakahoutia ngā kupu, kua tangohia, kua hunaia rānei. Ka whiwhi ia i ngā mea ka taea te whakaatu ki te pātū, kua hainatia, ka raupapa.';
export const noHooks = 'Kāore anō he matau tukutuku.';
export const hookBy = (name: string) => `nā ${name} i tāpiri`;
export const hookFails = (since: string) => `kāore e tango mai i ${since}; ka whakamātau anō`;
export const hookOff = 'kua whakawetohia, kāore i tango mō ngā rā maha';
export const hookOn = 'Whakakāngia';
export const hookAddress = 'Ki hea';
export const addHook = 'Tāpirihia he matau tukutuku';
export const hookSecretOnce =
  'Hoatu tēnei kupu huna ki te kaiwhiwhi hei tirotiro i ia karere. Kotahi anake te whakaaturanga.';
export const hookSecret = 'Kupu huna';
export const removeHook = (to: string) => `Tangohia ${to}`;
export const removeHookSure = 'Tangohia tēnei matau tukutuku?';
export const removeHookMeans = (to: string) => `Kāore he mea e tukuna anō ki ${to}.`;
export const hookNowhere = 'Ko te wāhitau https i te ipurangi tūmatanui anake ka taea.';
