// Les murs du cercle, sur la page des hôtes.
export const wallsLead =
  'Les traces les plus récentes en grandes lettres, pour toute la salle. Ouvre le lien dans un navigateur qui remplit un grand écran. Il ne peut que regarder : il ne montre ni liste des membres, ni bulles, ni rien de ce qui reste hors du mur.';
export const makeWall = 'Créer un lien pour un mur';
export const wallLinkOnce = 'Ouvre-le sur le grand écran. Montré une seule fois.';
export const theWall = (number: number) => `Mur ${number}`;
export const wallBy = (name: string) => `créé par ${name}`;
export const wallDelay = 'Une trace apparaît';
export const wallDelays = {
  0: 'tout de suite',
  15000: 'après 15 secondes',
  60000: 'après une minute',
  300000: 'après cinq minutes',
} as const;
export const wallDelayOther = (seconds: number) => `après ${seconds} secondes`;
export const wallDelayMeans = 'D’ici là, son auteur peut la retirer et un hôte peut la masquer.';
export const wallCode = 'Montrer un code pour entrer';
export const wallCodeMeans = 'Qui voit le mur peut entrer. L’éteindre annule cette invitation.';
export const pauseWall = 'Pause';
export const resumeWall = 'Reprendre';
export const wallPaused = 'en pause : ne montre aucune trace';
export const wallLive = 'montre les traces les plus récentes';
export const revokeWall = 'Annuler le lien';
export const revokeWallSure = 'Annuler le lien de ce mur ?';
export const revokeWallMeans = 'Le mur s’éteint aussitôt. Il lui faut un nouveau lien pour revenir.';
export const noWalls = 'Pas encore de mur.';
