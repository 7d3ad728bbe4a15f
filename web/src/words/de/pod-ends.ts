// What becomes of a pod.
export const restPod = 'Ruhen lassen';
export const closePod = 'Grüppchen schließen';
export const closeSure = 'Dieses Grüppchen für immer schließen?';
export const closeMeans =
  'Dann lässt sich nichts mehr hinzufügen. Wer dabei ist, kann es weiter lesen und mit nach Hause nehmen.';
