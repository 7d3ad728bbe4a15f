// What becomes of a pod.
export const restPod = 'La laisser se reposer';
export const closePod = 'Fermer la bulle';
export const closeSure = 'Fermer cette bulle pour toujours ?';
export const closeMeans = 'On ne pourra plus rien y ajouter. Ses membres peuvent encore la lire et l’emporter.';
