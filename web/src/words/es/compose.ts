// Where a trace is written.
import { plural } from './numbers';

export const leave = 'Dejar';
export const whatDidYouDo = '¿Qué hiciste?';
export const addOpenEnd = 'Alguien podría…';
export const offWall = 'No en la pared';
export const openEndHint = '¿qué podría venir después?';
export const also = '+ también';
export const buildOnSome = '+ sumar a…';
export const findTrace = 'Buscar una huella';
export const noTraceFound = 'Ninguna huella tiene esas palabras.';
export const dropParent = 'No sumar a esta';
export const discard = 'Descartar';
export const leftInPod = 'Ya no estás en ese grupito, así que esto no quedó allí. Déjalo en el círculo, o cópialo.';
export const wentOut = 'Esto va en camino: sus palabras todavía se pueden cambiar.';
export const whichJoint = '¿Qué vínculo?';
export const jointLead = '¿Entre quiénes ocurre?';
export const whatDidWeLearn = '¿Qué aprendimos?';
export const inFeed = 'Tocarlas en el tablero';
export const isLeft = 'Has dejado una huella.';
export const goesLater = 'No hay conexión. Espera en este navegador, y sale solo.';
export const room = (left: number) => plural(left, 'signo libre', 'signos libres');
export const noRoom = 'Es demasiado largo.';
export const isGone = 'Se retiró o se ocultó después.';
