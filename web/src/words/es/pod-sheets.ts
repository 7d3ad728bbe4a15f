// Where a pod is called, and where its terms stand.
export const call = 'Convocarlo';
export const intention = '¿Para qué es?';
export const intentionHint = 'Aprender a secar fruta';
export const places = 'Lugares, con el tuyo';
export const lastDay = 'Su último día';
export const meetIn = 'Reunirse con un ritmo';
export const inviteThem = 'Invitar';
export const whoIsIn = 'Quién está';
export const hasCalled = 'lo convocó';
export const invitedToIt = 'con invitación';
export const removedFromIt = 'ya no está';
export const removeThem = 'Quitar';
export const removeFromPod = (name: string) => `¿Quitar a ${name} de este grupito?`;
export const removeFromPodMeans =
  'Deja de verlo enseguida. Lo que dejó ahí queda con quienes están. Los demás ven que ya no está.';
export const mayComeBack = 'Puede volver';
export const invite = 'Invitar a alguien del círculo';
export const findName = 'Buscar un nombre';
export const nobodyLeft = 'Todo el círculo ya está dentro o tiene invitación.';
export const podRhythm = 'Cuándo nos reunimos';
export const wakePod = 'Despertarlo';
export const restMeans = 'Despierta solo en cuanto alguien deja una huella.';
export const leavePod = 'Irme del grupito';
export const leavePodSure = '¿Irte de este grupito?';
export const leavePodMeans = 'Dejas de verlo en todos tus dispositivos. Tus huellas quedan con quienes están en él.';
export const keepPod = 'Descargar lo que contiene';
