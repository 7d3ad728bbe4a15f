// Sister circles.
export const sisters = 'Círculos hermanos';
export const sistersLead =
  'Lo que sus integrantes dejan cruzar hasta ustedes. Las palabras se quedan allá: lo que allá se retira, aquí desaparece.';
export const noSisters =
  'Todavía no hay círculos hermanos. Los anfitriones intercambian enlaces con otro círculo, aquí o en otro servidor; en su página ven cómo.';
export const kinship = { mother: 'este círculo nació de él', bud: 'nació de este círculo', linked: '' };
export const nameless = 'Un círculo al que nunca se llegó';
export const notReached = 'Ahora no responde. Esto es lo último que contó.';
export const neverReached = 'Ahora no responde.';
export const nothingCrossed = 'Todavía no deja cruzar ninguna historia.';
export const toldIn = (name: string, circle: string, on: string) => `contada por ${name} en ${circle}, ${on}`;
export const tellsBy = (name: string, on: string) => `contada por ${name}, ${on}`;
export const buildHere = 'Sumar a esto aquí';
export const noSuchSister = 'Esa historia ya no cruza.';
export const sisterLink = 'Crear un enlace';
export const sisterLinkFor =
  'Para un anfitrión del otro círculo: con él leen lo que cruza desde aquí. Se muestra solo esta vez.';
export const sisterLinkOut = 'Ya entregaste un enlace.';
export const revokeLink = 'Retirarlo';
export const revokeLinkSure = '¿Retirar el enlace? El círculo que lo tiene ya no leerá nada de aquí.';
export const sisterHostLead =
  'Da un enlace tuyo a un anfitrión de otro círculo, y pega el suyo. Así cada círculo lee las historias que en el otro dejan cruzar.';
export const theirLink = 'El enlace que te dieron';
export const addSister = 'Agregar su círculo';
export const letSisterGo = 'Soltar';
export const letSisterGoSure = (name: string) => `¿Soltar ${name}? Sus historias ya no se leerán aquí.`;
export const notAdded: Partial<Record<string, string>> = {
  bad_request: 'Ese no es un enlace de círculo hermano. Lleva /sister/ dentro.',
  sister_unreachable: 'Ningún círculo responde en ese enlace. Quizás lo retiraron, o su servidor no está.',
  too_many_sisters: 'Este círculo tiene ocho hermanos por enlace. Más no se puede.',
};
