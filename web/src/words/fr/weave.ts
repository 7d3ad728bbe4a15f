// Who builds with whom, and the way back to each other.
export const whoBuilds = 'Qui tisse avec qui';
export const weaveLead =
  'Une ligne là où deux personnes ont rebondi sur les traces l’une de l’autre : plus c’est souvent, plus elle est épaisse.';
export const weavePicture = 'Une image de qui tisse avec qui. Le tableau au-dessous dit la même chose.';
export const everyone = 'Tout le cercle';
export const youInMiddle = 'Toi au milieu';
export const findPerson = 'Regarder';
export const nobodyPicked = 'Touche quelqu’un, ou choisis un nom';
export const asTable = 'En tableau';
export const person = 'Qui';
export const buildsWith = 'Tisse avec';
export const builds = {
  thick: (names: string) => `Encore et encore avec ${names}.`,
  middle: (names: string) => `Souvent avec ${names}.`,
  thin: (names: string) => `De temps en temps avec ${names}.`,
};
export const noTies = 'Avec personne pour l’instant.';
export const noWeave =
  'Personne n’a encore rebondi sur la trace de quelqu’un d’autre. La première ligne commence en touchant « Rebondir ».';
export const podRings = (names: string) => `Dans les petits anneaux : ${names}.`;
export const gatheringRing = (name: string) => `Dans l’anneau intérieur : qui a laissé des traces dans ${name}.`;
export const theLastGathering = 'la dernière rencontre';
export const reconnect = 'Renouer';
export const reconnectLead =
  'Des groupes de personnes qui ont encore à peine tissé ensemble. À chacun on peut offrir une bulle. Qui décline, personne ne le saura.';
export const groupSize = 'Combien dans chacun ?';
export const offerFor = 'C’est pour quoi ?';
export const offerUsual = 'Se redécouvrir : une petite chose ensemble';
export const offerAll = 'Inviter chacun dans la sienne';
export const offered = 'Les invitations sont parties. Chacun ne voit que la sienne.';
export const nobodyToGroup = 'Il faut au moins deux personnes.';
export const thisIsHosts = 'Seuls les hôtes cherchent des groupes.';
