// Ngā pātū o te hapori.
export const wallsLead =
  'Ko ngā tapuwae hou rawa, he reta rahi, mō te whare katoa. Huakina te hono ki tētahi pūtirotiro e kī ai te mata rahi. He mātakitaki anake tāna.';
export const makeWall = 'Hangaia he hono mō te pātū';
export const wallLinkOnce = 'Huakina tēnei ki te mata rahi. Kotahi anake te whakaaturanga.';
export const theWall = (number: number) => `Pātū ${number}`;
export const wallBy = (name: string) => `nā ${name} i hanga`;
export const wallDelay = 'Ka puta he tapuwae';
export const wallDelays = {
  0: 'ināianei tonu',
  15000: 'ā muri i te 15 hēkona',
  60000: 'ā muri i te miniti kotahi',
  300000: 'ā muri i ngā miniti e rima',
} as const;
export const wallDelayOther = (seconds: number) => `ā muri i te ${seconds} hēkona`;
export const wallDelayMeans = 'Ā taua wā ka taea e te kaituhi te tango, e te kaimanaaki te huna.';
export const wallCode = 'Whakaaturia he waehere hei kuhu mai';
export const wallCodeMeans =
  'Ka taea e te hunga kite i te pātū te kuhu mai. Ka whakakorea taua pōwhiri ina whakawetoa.';
export const pauseWall = 'Tāria';
export const resumeWall = 'Haere tonu';
export const wallPaused = 'e tatari ana: kāore he tapuwae';
export const wallLive = 'e whakaatu ana i ngā tapuwae hou rawa';
export const revokeWall = 'Whakakorea';
export const revokeWallSure = 'Whakakorea te hono o tēnei pātū?';
export const revokeWallMeans = 'Ka pōuri tonu te pātū. Me hono hou kia hoki mai.';
export const noWalls = 'Kāore anō he pātū.';
