// Pods: a few people, an intention and an end.
import { el, list, plural } from './numbers';

export const podsLead =
  'De dos a ocho personas, una intención y un final. Lo que hay en un grupito lo ven solo quienes están en él.';
export const callPod = 'Convocar un grupito';
export const noPods = 'Ahora no hay ningún grupito convocado. Quien quiere probar algo en compañía convoca uno.';
export const olderPods = 'Anteriores';
export const yourPods = 'Los tuyos';
export const openPods = 'Para sumarte';
export const youCalled = 'lo convocaste tú';
export const invitedTo = 'Te invitan';
export const calledBy = (name: string) => `lo convocó ${name}`;
export const placesLeft = (count: number) =>
  count <= 0 ? 'sin lugar' : plural(count, 'lugar libre', 'lugares libres');
export const untilDay = (day: string) => `hasta ${el(day)}`;
export const lastDayWas = (day: string) => `su último día fue ${el(day)}`;
export const podState = { open: '', resting: 'en descanso', closed: 'cerrado' };
export const meetsAs = (every: string, day: string, at: string) => `${every}: ${day}, ${at}`;
export const stepIn = 'Entrar';
export const invitesYou = (name: string) => `${name} te invita`;
export const invitesToPod = (name: string) => `${name} te invita a un grupito`;
export const noThanks = 'No, gracias';
export const notInPod = 'No estás en este grupito.';
export const noLonger = 'Ya no estás en este grupito.';
export const toPods = 'A los grupitos';
export const aPod = 'Un grupito';
export const aboutPod = 'Este grupito';
export const inIt = (names: string[]) => list.format(names);
export const goOnUntil = (day: string) => `Seguir hasta ${el(day)}`;
export const podIsOver = (day: string) => `El último día de este grupito fue ${el(day)}. ¿Cómo sigue?`;
export const podEnds = 'Hoy es el último día de este grupito. ¿Cómo sigue?';
export const closingRound = 'Una ronda de cierre';
export const podClosed = 'Este grupito está cerrado. Quienes están en él pueden seguir leyéndolo.';
export const podRests = 'Este grupito descansa. Despierta en cuanto alguien deja una huella.';
export const podsHeld =
  'Entraste con el enlace de un anfitrión. Un grupito en el que estás se abre aquí cuando alguien de él confirma que eres tú: pídeselo.';
export const cameByLink = (name: string) =>
  `${name} entró con el enlace de un anfitrión. Solo si sabes que es de verdad esa persona, deja que lea aquí.`;
export const youCameByLink =
  'Alguien entró con tu nombre, por el enlace de un anfitrión. Si no fuiste tú, pide a tus anfitriones que retiren el enlace.';
export const itIsThem = 'Sí, es';
export const itWasMe = 'Fui yo';
export const mayBeTold = 'Alguien quisiera contar esto fuera del grupito';
export const mayBeToldMeans = 'Si la dejas salir, queda en el círculo como huella tuya. Si no, nadie se entera.';
export const letItOut = 'Dejarla salir';
export const keepItHere = 'Que quede aquí';
