// A trace of a pod that its author shares.
export const share = 'Partager avec le cercle';
export const shareSure = 'Partager cette trace avec le cercle ?';
export const shared = 'Elle est maintenant dans le cercle.';
