// The host’s page.
import { number, plural } from './numbers';

export const hostsOnly = 'Cette page est pour les hôtes.';
export const noSuchRoom = 'Il n’y a pas de page de ce genre pour les hôtes.';
export const rooms = {
  invites: 'Invitations',
  hiding: 'Cacher et remontrer',
  meetings: 'Bulles, rencontres et accords',
  wall: 'Le mur',
  download: 'Tout télécharger',
  people: 'Personnes',
  circle: 'Nom, chaleur et jours',
  uses: 'Ce qu’il utilise',
  kin: 'Autres cercles',
  programs: 'Programmes',
};
export const roomLines = {
  hiding: 'Traces et personnes',
  meetings: 'Ce qui existe et ce qui vient',
  wall: 'Le tableau sur grand écran',
  download: 'Pour lire, ou emporter ailleurs',
  people: 'Hôtes, téléphones perdus, départs',
  circle: 'Comment il est réglé',
  uses: 'Chaque élément peut être désactivé',
  kin: 'Ceux qui naissent de lui, et ses amis',
  programs: 'Ce qui écrit ou lit ici tout seul',
};
export const openInvites = (count: number) =>
  count === 0 ? 'Aucune invitation ouverte' : plural(count, 'invitation ouverte', 'invitations ouvertes');
export const someHidden = 'Quelque chose est caché';
export const runsNow = (name: string) => `${name} : en cours`;
export const comesNext = (name: string, when: string) => `${name} : ${when}`;
export const inviteLead =
  'Un geste, et toute la salle peut scanner son code. Chaque personne qui entre choisit un nom et une couleur.';
export const makeInvite = 'Créer une invitation';
export const inviteTerms = (days_: number, uses: number) =>
  `Pour ${plural(days_, 'jour', 'jours')} et ${plural(uses, 'personne', 'personnes')}`;
export const inviteFor = (name: string) => `Pour faire entrer ${name}`;
export const joinsBy = (circle: string) => `Entre dans ${circle}`;
export const scanIt = 'Vise-le avec l’appareil photo d’un téléphone.';
export const onlyHere = (port: string) =>
  `Seul cet ordinateur peut ouvrir cette adresse. Il en faut une autre aux téléphones : qui fait tourner le tableau le démarre avec « --listen 0.0.0.0:${port} ».`;
export const linkMeans = (name: string) =>
  `Pour ${name} et personne d’autre : qui l’ouvre entre sous ce nom. Il marche une fois, pendant un jour. À l’intérieur, sous « Tes appareils », on déconnecte le téléphone perdu.`;
export const justMade = 'Vient d’être créée';
export const showLarge = 'La montrer en grand';
export const standingInvites = 'Invitations ouvertes';
export const personalLinks = 'Liens pour une personne';
export const label = 'Comment tu l’appelles';
export const labelHint = 'La carte près de la porte';
export const holds = 'Valable';
export const days = (count: number) => plural(count, 'jour', 'jours');
export const uses = 'Combien de personnes';
export const anInvite = { member: 'Une invitation', host: 'Une invitation pour hôtes' };
/** What the server itself calls the invites that it makes. */
export const ownLabels: { [label: string]: string } = {
  'host link printed at start': 'Le lien affiché pour l’hôte',
  'invite printed at start': 'L’invitation affichée au démarrage',
  'the wall': 'Le code de l’écran',
};
export const role = { member: 'membre', host: 'hôte' };
export const used = (uses: number, most: number) => `utilisée ${number.format(uses)} fois sur ${number.format(most)}`;
export const noInvites = 'Aucune invitation n’est ouverte.';
export const revoke = 'Annuler';
export const revokeSure = 'Annuler cette invitation ?';
export const revokeMeans = 'Plus personne ne pourra entrer avec elle.';
export const newestTraces = 'Les plus récentes';
export const hiddenTraces = 'Cachées';
export const noneHidden = 'Rien n’est caché.';
export const aPerson = 'Une personne, pas une trace';
export const aPersonMeans = 'Retirer quelqu’un, ou le faire revenir';
export const lostPhone = 'Quelqu’un a perdu son téléphone ?';
export const lostPhoneMeans = 'Un lien pour une personne qui est déjà là';
export const peopleLead = 'Touche un nom : lien pour un téléphone perdu, rôle d’hôte, départ et retour.';
export const away = { left: 'plus dans le cercle', removed: 'hors du cercle' };
export const imported = 'importé, pas encore repris';
export const lostTheirPhone = 'Téléphone perdu ?';
export const lostMeans = (name: string) => `Un lien pour que ${name} entre depuis un autre.`;
export const claimLink = 'Créer un lien';
export const claimMeans = (name: string) => `Avec lui, ${name} entre, et retrouve ce qui a été importé.`;
export const makeHost = 'Nommer hôte';
export const makeHostMeans = 'Les hôtes font entrer les gens, cachent des traces et règlent le cercle.';
export const makeMember = 'Nommer membre';
export const makeMemberMeans = 'Alors cette personne est dans le cercle comme tout le monde.';
export const stepDownSure = 'Ne plus être hôte ?';
export const stepDownMeans = 'Tu ne pourras pas te renommer hôte : un autre hôte le peut.';
export const remove = 'Retirer';
export const removeSure = (name: string) => `Retirer ${name} ?`;
export const removeMeans = 'Ses traces restent, et tu peux faire revenir cette personne.';
export const letBack = 'Faire revenir';
export const letBackMeans = (name: string) => `Alors ${name} est à nouveau dans le cercle.`;
export const letBackByLink = (name: string) => `Avec un lien par lequel ${name} entre à nouveau, sous le même nom.`;
export const settings = 'Le cercle';
export const seedCircle = 'Semer un cercle';
export const timeToBud = 'Ce cercle a grandi';
export const timeToBudMeans =
  'À cent cinquante environ, tout le monde ne peut plus se connaître. Il est peut-être temps d’en semer un plus petit.';
export const budNotNow = 'Pas maintenant';
export const takeHomeLead = 'Toutes les traces du cercle, telles qu’elles sont. Elles sont à vous.';
export const exportZip = [
  'Tout, avec les photos',
  'Les deux fichiers ci-dessous et toutes les photos en un seul (ZIP)',
] as const;
export const exportMd = ['Pour lire', 'Un fichier texte (Markdown)'] as const;
export const exportJsonl = ['Pour un autre Traceboard', 'Une ligne par trace (JSON Lines)'] as const;
export const takeHomeWithout =
  'Sans les bulles : chacune a son propre téléchargement, pour les personnes qui y sont. Sans les mots retirés ni les réponses aux rondes non plus.';
