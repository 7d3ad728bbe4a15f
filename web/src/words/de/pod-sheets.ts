// Where a pod is called, and where its terms stand.
export const call = 'Ausrufen';
export const intention = 'Wofür ist es?';
export const intentionHint = 'Lernen, Obst zu trocknen';
export const places = 'Plätze, mit deinem';
export const lastDay = 'Sein letzter Tag';
export const meetIn = 'Sich in einem Rhythmus treffen';
export const inviteThem = 'Einladen';
export const whoIsIn = 'Wer dabei ist';
export const hasCalled = 'hat es ausgerufen';
export const invitedToIt = 'eingeladen';
export const removedFromIt = 'entfernt';
export const removeThem = 'Entfernen';
export const removeFromPod = (name: string) => `${name} aus diesem Grüppchen entfernen?`;
export const removeFromPodMeans =
  'Drinnen ist dann sofort nichts mehr zu sehen. Hinterlassene Spuren bleiben bei denen, die dabei sind. Die anderen sehen, wer nicht mehr dabei ist.';
export const mayComeBack = 'Darf zurückkommen';
export const invite = 'Jemanden aus dem Kreis einladen';
export const findName = 'Einen Namen finden';
export const nobodyLeft = 'Alle im Kreis sind dabei oder eingeladen.';
export const podRhythm = 'Wann wir uns treffen';
export const wakePod = 'Aufwecken';
export const restMeans = 'Es wacht von selbst auf, sobald jemand eine Spur hinterlässt.';
export const leavePod = 'Grüppchen verlassen';
export const leavePodSure = 'Dieses Grüppchen verlassen?';
export const leavePodMeans = 'Du siehst es dann auf keinem Gerät mehr. Deine Spuren bleiben bei denen, die dabei sind.';
export const keepPod = 'Herunterladen, was darin ist';
