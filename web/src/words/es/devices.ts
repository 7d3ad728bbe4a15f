// The browsers and programs by which one is signed in.
export const devices = 'Tus dispositivos';
export const deviceHere = 'Este navegador';
export const deviceOther = 'Otro navegador o programa';
export const deviceUsed = (since: string, used: string) => `Desde: ${since} · último uso: ${used}`;
export const deviceEnd = 'Cerrar su sesión';
export const deviceEndSure = '¿Cerrar la sesión de ese dispositivo?';
export const deviceEndMeans = 'Quien lo tenga en la mano necesitará un enlace para volver.';
export const deviceEndOthers = 'Cerrar todas las demás';
export const deviceEndOthersSure = '¿Cerrar la sesión de todos tus otros dispositivos?';

// Being told that somebody built on a trace of one's own.
export const tellMe = 'Avísame';
export const tellWhen = 'Cuando alguien construya sobre una huella mía, en este navegador';
export const tellPush = 'Un aviso que dice quién fue. Nunca se envía nada más.';
export const tellPlain = 'Los avisos necesitan una dirección con https.';
export const tellAtHome = 'Este navegador solo muestra avisos cuando el tablero está en la pantalla de inicio.';
export const tellDenied = 'Este navegador está configurado para no mostrar avisos de este tablero.';
export const tellNobody = 'Este servidor no envía avisos.';
export const tellMark =
  'En su lugar, esta página marca su pestaña mientras miras otra cosa y, a tu vuelta, dice quién fue.';
export const tellFailed = 'Este navegador no puede activar los avisos ahora mismo. Inténtalo más tarde o en otra red.';
