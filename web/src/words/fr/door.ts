// Where there is no board: the way in, and what stands there for who may not.
export const whatThisIs =
  'Un tableau vivant pour un cercle de personnes. Fais ton truc, laisse une trace, rebondis sur celles des autres.';
export const askForLink = 'Demande un lien à quelqu’un de ton cercle, puis ouvre-le ici ou colle-le.';
export const circleLost =
  'Le lien a perdu une partie en route : il ne dit plus à quel cercle il mène. Copie le lien entier depuis le message et colle-le ici, ou demandes-en un nouveau.';
export const yourCircles = 'Tes cercles';
export const invited = 'On t’invite dans';
export const welcome = 'Bonjour,';
export const oneMoment = 'Un instant…';
export const noWay = 'On n’entre pas par ici';
export const joinLead = 'Choisis un nom et une couleur. C’est tout : pas d’e-mail, pas de mot de passe.';
export const signInLead = (circle: string) => `Ce lien te connecte à ${circle} dans ce navigateur.`;
export const join = (circle: string) => `Rejoindre ${circle}`;
export const signIn = 'Entrer';
export const notIn = 'Ce navigateur n’est pas connecté ici';
export const notInLead =
  'Si un lien t’a mené ici, sa fin s’est perdue en route : copie le lien entier depuis le message et colle-le, ou demandes-en un nouveau à un hôte.';
export const cookieRefused =
  'Le lien a fonctionné, mais ce navigateur ne garde pas le cookie de cette adresse et ne peut pas te montrer le tableau. Autorise ici les cookies, ou efface les anciens de cette adresse, puis réessaie : tu restes la même personne. Pour un autre navigateur, demande à un hôte un lien à toi.';
export const placeTitle = 'Entre d’abord';
export const placeLead =
  'Le lien mène à un endroit d’un cercle dont tu ne fais pas encore partie. Colle l’invitation que tu as reçue, ou demandes-en une à un membre : tu arriveras alors à cet endroit.';
export const removed = 'Tu ne fais plus partie de ce cercle.';
export const removedLead = 'Tes traces restent sur le tableau. Un hôte peut te faire revenir.';
export const youLeft = (name: string) => `Tu as quitté ${name}.`;
export const youLeftLead = 'Tes traces y restent. Si tu veux revenir, demande un lien à un hôte.';
export const noCircle = 'Il n’y a pas de cercle de ce genre ici';
export const noCircleLead =
  'Le lien est peut-être ancien, ou une partie s’est perdue. Colle le lien entier, ou demandes-en un nouveau.';
export const pasteLink = 'Ton lien';
export const openLink = 'L’ouvrir';
export const noLink = 'Ce lien n’est pas entier. Il contient #invite=, suivi de 43 signes.';
export const inAlready = (name: string) => `Ici, tu es déjà là sous le nom de ${name}.`;
export const asAnother = 'Entrer sous un autre nom';
export const anotherMeans = (name: string) => `On déconnecte ${name} d’ici ; pour revenir, il faudra un lien.`;
