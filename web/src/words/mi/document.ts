// What the document says before its script does, and where there is none.
export const description = 'He papa ora mā te hapori: waiho he tapuwae, tāpiri atu ki tā tētahi atu.';
export const noScript = 'Me whai JavaScript a Traceboard e kitea ai tōna papa.';
export const boardComes = 'Kei te haere mai te papa …';
export const lost =
  'Ki te kore he mea e puta, tērā pea i ngaro tētahi wāhanga o tēnei whārangi i te ara mai. Utaina anō.';
export const tooOld =
  'Ki te kore tērā e āwhina, tērā pea he tawhito rawa tēnei pūtirotiro. Ka mahi a Traceboard i Safari 15, i Chrome, i Edge 90 rānei, i Firefox 91, me ngā mea hou ake katoa. Whakahoua tēnei pūtirotiro, whakatuwheratia rānei tō hono i tētahi atu.';
