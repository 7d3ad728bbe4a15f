// On the first screen: the circle, its feed, and what the connection is like.
import { number, plural } from './numbers';

export const locale = 'es';
export const product = 'Traceboard';
export const views = 'Vistas';
export const now = 'Ahora';
export const warmTrails = 'Senderos cálidos';
export const host = 'Anfitrión';
export const pods = 'Grupitos';
export const word = {
  live: 'en vivo',
  'catching up': 'poniéndose al día',
  offline: 'sin conexión',
  crowded: 'abierto en demasiadas pestañas',
};
export const putOff = 'ahora no se puede guardar';
export const waitingCount = (count: number) => `${number.format(count)} en espera`;
export const here = (count: number) => `${number.format(count)} aquí`;
export const whoIsHere = 'Quién está aquí';
export const yourself = 'Tú en este círculo';
export const andMore = (count: number) => `${number.format(count)} más`;
export const onlyMemory = 'Este navegador no guarda nada: deja abierta esta página hasta que se envíe.';
export const leaveTrace = 'Dejar una huella';
export const feed = 'Huellas, primero las más nuevas';
export const newPill = (count: number) => plural(count, 'nueva', 'nuevas');
export const emptyFeed = 'Aquí todavía no hay nada. ¿Qué hiciste? Deja la primera huella.';
export const justNow = 'recién';
export const today = 'hoy';
export const yesterday = 'ayer';
export const tomorrow = 'mañana';
export const ends = (when: string) => `termina el ${when}`;
export const tryAgain = 'Reintentar';
export const coming = 'Ya viene el tablero …';
export const unreachable = 'Ahora no se puede llegar al tablero.';
export const openEnds = 'Alguien podría…';
export const fromTrace = (name: string) => `abierta: ${name}`;
export const onward = 'Ir al tablero';
export const goneQuiet = 'En silencio';
export const resting = 'descansando';
export const close = 'Cerrar';
export const back = 'Volver';
export const aTrail = 'Un sendero';
export const partFailed = 'Esto aún no se pudo cargar.';
export const together = 'Juntos';
export const searchTraces = 'Buscar';
