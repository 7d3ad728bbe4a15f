// What someone could do.
export const noOpenEnds =
  'Ahora no hay ninguna puerta abierta. Quien deja una huella puede decir qué podría hacer alguien después.';
export const olderEnds = 'Anteriores';
export const takesUp = 'Esto toma';
