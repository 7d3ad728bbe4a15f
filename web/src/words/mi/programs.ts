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
