// What taking a trace back means.

export const withdrawMeans =
  'Sus palabras y todo lo que venía con ellas se borran para todos. Queda una línea, por lo que creció de ella.';
