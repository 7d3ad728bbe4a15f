// Los programas, en la página de anfitriones.
export const programsLead = 'Lo que escribe o lee aquí por sí solo: un tablero en la cocina, un sensor, un script.';
export const leavingTraces = 'Programas que dejan huellas';
export const leavingTracesMeans =
  'Un programa deja huellas con un nombre propio, marcadas como de un programa. No es miembro: no lee nada, no ve a nadie y no cuenta en ninguna parte.';
export const letInBy = (name: string) => `lo dejó entrar ${name}`;
export const noPrograms = 'Todavía no hay ningún programa.';
export const programName = 'Su nombre';
export const programNameHint = 'Tablero de la cocina';
export const letProgramIn = 'Dejar entrar un programa';
export const tokenOnce = 'Dale este token al programa. Funciona como una contraseña y se muestra solo esta vez.';
export const token = 'Token';
export const address = 'Dónde deja huellas';
export const forExample = 'Por ejemplo, desde una línea de comandos';
export const exampleTrace = 'El pan ya salió del horno';
export const copyOf = (what: string) => `Copiar: ${what}`;
export const endProgram = 'Terminar';
export const endOf = (name: string) => `Terminar ${name}`;
export const endProgramSure = (name: string) => `¿Terminar ${name}?`;
export const endProgramMeans = 'No deja nada más. Lo que dejó se queda.';
export const aFeed = 'Un canal para leer en otra parte';
export const aFeedMeans =
  'Las cincuenta huellas más recientes para un lector de canales u otra página, sin grupos, promesas ni lo que no va en la pared. Quien tiene la dirección las lee; lo que se retira puede quedar en lo ya leído.';
export const theFeed = (n: number) => `Canal ${n}`;
export const feedBy = (name: string) => `de ${name}`;
export const noFeeds = 'Todavía no hay ningún canal.';
export const makeFeed = 'Crear una dirección';
export const feedOnce = 'Dale esta dirección a un lector de canales. Se muestra solo esta vez.';
export const feedAddress = 'Dirección del canal';
export const revokeFeed = (n: number) => `Anular el canal ${n}`;
export const revokeFeedSure = '¿Anular la dirección de este canal?';
export const revokeFeedMeans = 'Ya no muestra nada. Lo que se leyó antes se queda donde está.';
export const webhooks = 'Webhooks';
export const webhooksMean =
  'Avisa a un servidor tuyo de lo que cambia: se dejó una huella, cambió de palabras, o se retiró u ocultó. Recibe lo que puede mostrar una pared, firmado y en orden.';
export const noHooks = 'Todavía no hay ningún webhook.';
export const hookBy = (name: string) => `lo añadió ${name}`;
export const hookFails = (since: string) => `no acepta nada desde ${since}; se vuelve a intentar`;
export const hookOff = 'apagado, porque no aceptó nada durante días';
export const hookOn = 'Encender';
export const hookAddress = 'Adónde avisar';
export const addHook = 'Añadir un webhook';
export const hookSecretOnce =
  'Dale al receptor este secreto, con el que comprueba cada mensaje. Se muestra solo esta vez.';
export const hookSecret = 'Secreto';
export const removeHook = (to: string) => `Quitar ${to}`;
export const removeHookSure = '¿Quitar este webhook?';
export const removeHookMeans = (to: string) => `No se envía nada más a ${to}.`;
export const hookNowhere = 'Solo vale una dirección https en la internet pública.';
