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
