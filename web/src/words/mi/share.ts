// A trace of a pod that its author shares.
export const share = 'Tohaina ki te hapori';
export const shareSure = 'Ka tohaina tēnei tapuwae ki te hapori?';
export const shared = 'Kei te hapori ināianei.';
