// What a host does about a trace.
export const hide = 'Cacher';
export const hideSure = 'Cacher cette trace ?';
export const restore = 'Remontrer';
export const hideWhy = 'Pourquoi ?';
export const hideReasons = [
  'Quelqu’un qui y apparaît ne le veut peut-être pas.',
  'Elle blesse quelqu’un.',
  'Elle ne parle pas de ce qu’on fait ici.',
  'Elle est là deux fois.',
];
export const hideOwnWords = 'Ou avec tes mots';
export const hideMeans =
  'La personne qui l’a laissée apprend qu’elle est cachée, et pourquoi, et peut encore la lire. Personne d’autre, sauf les hôtes.';
