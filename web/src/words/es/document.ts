// What the document says before its script does, and where there is none.
export const description = 'Un tablero vivo para una comunidad: deja una huella, súmate a la de alguien.';
export const noScript = 'Traceboard necesita JavaScript para mostrar su tablero.';
export const boardComes = 'Ya viene el tablero …';
export const lost = 'Si no aparece nada más, quizás parte de esta página se perdió en el camino. Vuelve a cargarla.';
export const tooOld =
  'Si eso no cambia nada, quizás este navegador sea demasiado viejo. Traceboard funciona con Safari 15, Chrome o Edge 90 y Firefox 91, y con todos los más nuevos. Actualiza este navegador, o abre tu enlace en otro.';
