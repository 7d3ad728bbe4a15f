// Who is here, and oneself.
import { waitingCount } from './board';

export const language = 'Langue';
export const yourName = 'Ton nom';
export const yourColour = 'Ta couleur';
export const colours = [
  'sarcelle',
  'rouille',
  'violet',
  'olive',
  'mousse',
  'rose',
  'bleu',
  'terre d’ombre',
  'rouge',
  'ardoise',
  'prune',
  'vert',
];
export const youNamed = (name: string) => `${name} (toi)`;
export const otherDevice = 'Un autre appareil';
export const makeLink = 'Créer un lien pour lui';
export const signOut = 'Se déconnecter';
export const signOutSure = 'Te déconnecter de ce navigateur ?';
export const signOutMeans = 'Pour revenir, il te faudra un lien.';
export const signOutLoses = (count: number) =>
  `${waitingCount(count)} : en te déconnectant, tu perds ce qui n’est pas encore parti.`;
export const rest = 'Se reposer';
export const restYes = 'Me reposer un moment';
export const restLead = 'Pas besoin de raison. Ton visage le montre, et tu es de retour dès que tu fais quelque chose.';
export const restingNow = 'Tu te reposes. La prochaine chose que tu fais y met fin.';
export const leaveCircle = 'Quitter le cercle';
export const leaveSure = 'Quitter ce cercle ?';
export const leaveMeans = [
  'Tes traces restent, sous ton nom. Ce qui ne doit pas rester, retire-le avant.',
  'Tous tes appareils sont déconnectés, et tu n’es plus dans tes bulles.',
  'Les autres voient que tu n’es plus là.',
  'Si tu veux revenir, un hôte te fait entrer à nouveau avec un lien, sous le même nom.',
];
export const onlyHost = 'Personne d’autre n’est hôte. Nomme d’abord quelqu’un, ensuite tu pourras partir.';
export const toPeople = 'Choisir quelqu’un';
export const theLink = 'Le lien';
export const qrOf = 'Le lien en code QR';
export const shownOnce = 'Montré seulement maintenant.';
export const copy = 'Copier';
export const shareLink = 'Partager';
export const copied = 'Copié.';
export const selected = 'Ce navigateur ne copie pas tout seul. Le texte est sélectionné : copie-le de là.';
