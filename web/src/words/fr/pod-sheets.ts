// Where a pod is called, and where its terms stand.
export const call = 'La proposer';
export const intention = 'C’est pour quoi ?';
export const intentionHint = 'Apprendre à sécher des fruits';
export const places = 'Places, avec la tienne';
export const lastDay = 'Son dernier jour';
export const meetIn = 'Se retrouver à un rythme';
export const inviteThem = 'Inviter';
export const whoIsIn = 'Qui en est';
export const hasCalled = 'l’a proposée';
export const invitedToIt = 'sur invitation';
export const removedFromIt = 'plus dedans';
export const removeThem = 'Retirer';
export const removeFromPod = (name: string) => `Retirer ${name} de cette bulle ?`;
export const removeFromPodMeans =
  'Cette personne ne la voit plus, tout de suite. Ce qu’elle y a laissé reste avec celles qui y sont. Les autres voient qu’elle n’y est plus.';
export const mayComeBack = 'Peut revenir';
export const invite = 'Inviter quelqu’un du cercle';
export const findName = 'Chercher un nom';
export const nobodyLeft = 'Tout le cercle y est déjà, ou a une invitation.';
export const podRhythm = 'Quand on se retrouve';
export const wakePod = 'La réveiller';
export const restMeans = 'Elle se réveille toute seule dès que quelqu’un laisse une trace.';
export const leavePod = 'Quitter la bulle';
export const leavePodSure = 'Quitter cette bulle ?';
export const leavePodMeans =
  'Tu ne la vois plus, sur aucun appareil. Tes traces restent avec les personnes qui y sont.';
export const keepPod = 'Télécharger ce qu’elle contient';
