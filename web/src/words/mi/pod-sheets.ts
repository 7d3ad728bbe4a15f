// Where a pod is called, and where its terms stand.
export const call = 'Karangatia';
export const intention = 'Mō te aha?';
export const intentionHint = 'Te ako ki te whakamaroke hua rākau';
export const places = 'Ngā tūnga, me tōu';
export const lastDay = 'Tōna rā whakamutunga';
export const meetIn = 'Kia auau te tūtaki';
export const inviteThem = 'Pōwhiritia';
export const whoIsIn = 'Ko wai kei roto';
export const hasCalled = 'nāna i karanga';
export const invitedToIt = 'kua pōwhiritia';
export const removedFromIt = 'kua tangohia';
export const removeThem = 'Tangohia';
export const removeFromPod = (name: string) => `Ka tangohia a ${name} i tēnei rōpū iti?`;
export const removeFromPodMeans =
  'Ka ngaro tonu atu i tōna tirohanga. Ko āna i waiho ai ka noho ki te hunga kei roto. Ka kite ērā atu kua wehe ia.';
export const mayComeBack = 'Ka taea te hoki mai';
export const invite = 'Pōwhiritia tētahi o te hapori';
export const findName = 'Kimihia he ingoa';
export const nobodyLeft = 'Kei roto te katoa o te hapori, kua pōwhiritia rānei.';
export const podRhythm = 'Āhea tātou tūtaki ai';
export const wakePod = 'Whakaarahia';
export const restMeans = 'Ka ara noa ake ina waiho tētahi i te tapuwae.';
export const leavePod = 'Wehe i te rōpū iti';
export const leavePodSure = 'Ka wehe i tēnei rōpū iti?';
export const leavePodMeans = 'Ka ngaro i ōu pūrere katoa. Ka noho āu tapuwae ki te hunga kei roto.';
export const keepPod = 'Tikiake i ngā mea o roto';
