// A trace of a pod that its author shares.
export const share = 'Compartir con el círculo';
export const shareSure = '¿Compartir esta huella con el círculo?';
export const shared = 'Ahora está en el círculo.';
