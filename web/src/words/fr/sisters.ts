// Sister circles.
export const sisters = 'Cercles amis';
export const sistersLead =
  'Ce que leurs membres laissent passer jusqu’à vous. Les mots restent là-bas : ce qui y est retiré disparaît ici.';
export const noSisters =
  'Pas encore de cercle ami. Les hôtes échangent des liens avec un autre cercle, ici ou sur un autre serveur ; leur page dit comment.';
export const kinship = { mother: 'ce cercle est né de lui', bud: 'il est né de ce cercle', linked: '' };
export const nameless = 'Un cercle jamais joint';
export const notReached = 'Il ne répond pas en ce moment. Voici ce qu’il a raconté en dernier.';
export const neverReached = 'Il ne répond pas en ce moment.';
export const nothingCrossed = 'Il ne laisse encore passer aucune histoire.';
export const toldIn = (name: string, circle: string, on: string) => `racontée par ${name} dans ${circle}, ${on}`;
export const tellsBy = (name: string, on: string) => `racontée par ${name}, ${on}`;
export const buildHere = 'Rebondir dessus ici';
export const noSuchSister = 'Cette histoire ne passe plus.';
export const sisterLink = 'Créer un lien';
export const sisterLinkFor =
  'Pour un hôte de l’autre cercle : avec lui, ils lisent ce qui passe d’ici. Montré cette seule fois.';
export const sisterLinkOut = 'Un lien de vous est dehors.';
export const revokeLink = 'Le retirer';
export const revokeLinkSure = 'Retirer le lien ? Le cercle qui l’a ne lira plus rien d’ici.';
export const sisterHostLead =
  'Donne à un hôte d’un autre cercle un lien de vous, et colle le sien. Chacun lit alors les histoires que l’autre laisse passer.';
export const theirLink = 'Le lien qu’on t’a donné';
export const addSister = 'Ajouter leur cercle';
export const letSisterGo = 'Laisser aller';
export const letSisterGoSure = (name: string) => `Laisser aller ${name} ? Ses histoires ne se liront plus ici.`;
export const notAdded: Partial<Record<string, string>> = {
  bad_request: 'Ce n’est pas un lien de cercle ami. Il contient /sister/.',
  sister_unreachable: 'Aucun cercle ne répond à ce lien. Il a peut-être été retiré, ou son serveur est absent.',
  too_many_sisters: 'Ce cercle a huit cercles amis par lien. Il ne peut pas en avoir plus.',
};
