// Who builds with whom, and the way back to each other.
export const whoBuilds = 'Quién teje con quién';
export const weaveLead = 'Una línea donde dos personas se sumaron a huellas de la otra: cuanto más, más gruesa.';
export const weavePicture = 'Un dibujo de quién teje con quién. La tabla de abajo dice lo mismo.';
export const everyone = 'Todo el círculo';
export const youInMiddle = 'Tú en el centro';
export const findPerson = 'Mirar a';
export const nobodyPicked = 'Toca a alguien, o elige un nombre';
export const asTable = 'Como tabla';
export const person = 'Quién';
export const buildsWith = 'Teje con';
export const builds = {
  thick: (names: string) => `Una y otra vez con ${names}.`,
  middle: (names: string) => `A menudo con ${names}.`,
  thin: (names: string) => `De vez en cuando con ${names}.`,
};
export const noTies = 'Todavía con nadie.';
export const noWeave =
  'Todavía nadie se sumó a la huella de otra persona. La primera línea empieza con un toque en “Sumar”.';
export const podRings = (names: string) => `En los anillos pequeños: ${names}.`;
export const gatheringRing = (name: string) => `En el anillo interior: quienes dejaron huellas en ${name}.`;
export const theLastGathering = 'el último encuentro';
export const reconnect = 'Reencontrarse';
export const reconnectLead =
  'Grupos de personas que casi no han tejido entre sí. A cada uno se le puede ofrecer un grupito. De quien no acepta, nadie se entera.';
export const groupSize = '¿Cuántas personas en cada uno?';
export const offerFor = '¿Para qué es?';
export const offerUsual = 'Reencontrarnos: una cosa pequeña en común';
export const offerAll = 'Invitar a cada quien al suyo';
export const offered = 'Ya está la invitación. Cada quien sabe solo del suyo.';
export const nobodyToGroup = 'Hacen falta al menos dos personas.';
export const thisIsHosts = 'Solo los anfitriones buscan grupos.';
