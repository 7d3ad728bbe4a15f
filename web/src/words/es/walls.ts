// Las paredes del círculo, en la página de anfitriones.
export const wallsLead =
  'Las huellas más nuevas en letras grandes, para toda la sala. Abre el enlace en un navegador que llene una pantalla grande. Solo puede mirar: no muestra lista de integrantes, ni grupitos, ni nada que se deje fuera de la pared.';
export const makeWall = 'Crear un enlace para una pared';
export const wallLinkOnce = 'Ábrelo en la pantalla grande. Se muestra solo esta vez.';
export const theWall = (number: number) => `Pared ${number}`;
export const wallBy = (name: string) => `creada por ${name}`;
export const wallDelay = 'Una huella aparece';
export const wallDelays = {
  0: 'al instante',
  15000: 'tras 15 segundos',
  60000: 'tras un minuto',
  300000: 'tras cinco minutos',
} as const;
export const wallDelayOther = (seconds: number) => `tras ${seconds} segundos`;
export const wallDelayMeans = 'Hasta entonces quien la dejó puede retirarla y un anfitrión puede ocultarla.';
export const wallCode = 'Mostrar un código para entrar';
export const wallCodeMeans = 'Quien vea la pared puede unirse. Al apagarlo se anula esa invitación.';
export const pauseWall = 'Pausar';
export const resumeWall = 'Seguir';
export const wallPaused = 'en pausa: no muestra huellas';
export const wallLive = 'muestra las huellas más nuevas';
export const revokeWall = 'Anular';
export const revokeWallSure = '¿Anular el enlace de esta pared?';
export const revokeWallMeans = 'La pared se apaga al instante. Para volver necesita un enlace nuevo.';
export const noWalls = 'Todavía no hay ninguna pared.';
