// Les programmes, sur la page des hôtes.
export const programsLead = 'Ce qui écrit ou lit ici tout seul : un tableau dans la cuisine, un capteur, un script.';
export const leavingTraces = 'Programmes qui laissent des traces';
export const leavingTracesMeans =
  'Un programme laisse des traces sous un nom à lui, marquées comme celles d’un programme. Il n’est pas membre : il ne lit rien, ne voit personne et ne compte nulle part.';
export const letInBy = (name: string) => `admis par ${name}`;
export const noPrograms = 'Aucun programme pour l’instant.';
export const programName = 'Son nom';
export const programNameHint = 'Tableau de la cuisine';
export const letProgramIn = 'Admettre un programme';
export const tokenOnce =
  'Donne ce jeton au programme. Il fonctionne comme un mot de passe et n’est montré que cette fois.';
export const token = 'Jeton';
export const address = 'Où il laisse des traces';
export const forExample = 'Par exemple, depuis une ligne de commande';
export const exampleTrace = 'Le pain sort du four';
export const copyOf = (what: string) => `Copier : ${what}`;
export const endProgram = 'Arrêter';
export const endOf = (name: string) => `Arrêter ${name}`;
export const endProgramSure = (name: string) => `Arrêter ${name} ?`;
export const endProgramMeans = 'Il ne laisse plus rien. Ce qu’il a laissé reste.';
export const aFeed = 'Un flux à lire ailleurs';
export const aFeedMeans =
  'Les cinquante traces les plus récentes pour un lecteur de flux ou une autre page, sans bulles, promesses ni ce qui reste hors du mur. Qui a l’adresse les lit ; ce qui est repris peut rester dans ce qui a déjà été lu.';
export const theFeed = (n: number) => `Flux ${n}`;
export const feedBy = (name: string) => `de ${name}`;
export const noFeeds = 'Aucun flux pour l’instant.';
export const makeFeed = 'Créer une adresse';
export const feedOnce = 'Donne cette adresse à un lecteur de flux. Elle n’est montrée que cette fois.';
export const feedAddress = 'Adresse du flux';
export const revokeFeed = (n: number) => `Révoquer le flux ${n}`;
export const revokeFeedSure = 'Révoquer l’adresse de ce flux ?';
export const revokeFeedMeans = 'Elle ne montre plus rien. Ce qui a déjà été lu reste où c’est.';
export const webhooks = 'Webhooks';
export const webhooksMean =
  'Dis à un serveur à toi ce qui change : une trace a été laissée, reformulée, reprise ou masquée. Il reçoit ce qu’un mur peut montrer, signé et dans l’ordre.';
export const noHooks = 'Aucun webhook pour l’instant.';
export const hookBy = (name: string) => `ajouté par ${name}`;
export const hookFails = (since: string) => `n’accepte rien depuis ${since} ; on réessaie`;
export const hookOff = 'éteint, car rien n’a été accepté pendant des jours';
export const hookOn = 'Rallumer';
export const hookAddress = 'Où le dire';
export const addHook = 'Ajouter un webhook';
export const hookSecretOnce =
  'Donne au destinataire ce secret, avec lequel il vérifie chaque message. Il n’est montré que cette fois.';
export const hookSecret = 'Secret';
export const removeHook = (to: string) => `Retirer ${to}`;
export const removeHookSure = 'Retirer ce webhook ?';
export const removeHookMeans = (to: string) => `Plus rien n’est envoyé à ${to}.`;
export const hookNowhere = 'Seule une adresse https sur l’internet public convient.';
