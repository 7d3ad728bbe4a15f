// What a host does about a trace.
export const hide = 'Ocultar';
export const hideSure = '¿Ocultar esta huella?';
export const restore = 'Mostrar';
export const hideWhy = '¿Por qué?';
export const hideReasons = [
  'Quizás alguien que aparece en ella no quiera eso.',
  'Lastima a alguien.',
  'No trata de lo que hacemos aquí.',
  'Está dos veces.',
];
export const hideOwnWords = 'O con tus palabras';
export const hideMeans =
  'A quien la dejó se le dice que se ocultó y por qué, y todavía puede leerla. Nadie más puede, salvo los anfitriones.';
