// The browsers and programs by which one is signed in.
export const devices = 'Tes appareils';
export const deviceHere = 'Ce navigateur';
export const deviceOther = 'Un autre navigateur ou programme';
export const deviceUsed = (since: string, used: string) => `Depuis le ${since} · dernier usage : ${used}`;
export const deviceEnd = 'Le déconnecter';
export const deviceEndSure = 'Déconnecter cet appareil ?';
export const deviceEndMeans = 'Qui l’a en main aura besoin d’un lien pour revenir.';
export const deviceEndOthers = 'Déconnecter tous les autres';
export const deviceEndOthersSure = 'Déconnecter tous tes autres appareils ?';

// Being told that somebody built on a trace of one's own.
export const tellMe = 'Me prévenir';
export const tellWhen = 'Quand quelqu’un construit sur une de mes traces, dans ce navigateur';
export const tellPush = 'Une notification qui dit qui c’était. Rien d’autre n’est jamais envoyé.';
export const tellPlain = 'Les notifications demandent une adresse en https.';
export const tellAtHome = 'Ce navigateur ne montre des notifications qu’une fois le tableau sur l’écran d’accueil.';
export const tellDenied = 'Ce navigateur est réglé pour ne montrer aucune notification de ce tableau.';
export const tellNobody = 'Ce serveur n’envoie pas de notifications.';
export const tellMark =
  'À la place, cette page marque son onglet pendant que tu regardes ailleurs, et dit à ton retour qui c’était.';
export const tellFailed =
  'Ce navigateur ne peut pas activer les notifications pour l’instant. Réessaie plus tard, ou sur un autre réseau.';
