// Looking back together: cards, tries, what was learned.
import { el } from './numbers';

export const retroName = 'Retro';
export const retroWhen = { hour: 'ahora, una hora', two: 'ahora, dos horas', time: 'en otro momento' };
export const whenIsIt = '¿Cuándo?';
export const openRetro = 'Abrirla';
export const retroLead =
  'Cada quien escribe una línea por tarjeta, y ve las de los demás cuando las suyas ya están. Después juntan lo que va junto.';
export const linePerCard = 'Cada línea es una tarjeta.';
export const tooManyLines = (most: number) => `Como máximo ${most} líneas: alcanza para una pregunta.`;
export const tapWhere = 'Toca la tarjeta con la que va.';
export const takeOut = 'Sacarla';
export const neverMind = 'Déjalo así';
export const iTryThis = 'Yo hago esto';
export const putTogether = 'Quedaron juntas.';
export const tookOut = 'Quedó aparte.';
export const noCards = 'Aquí no hay nada.';
export const willDo = (name: string, when: string) => `${name}, ${when}`;
export const byDay = (day: string) => `para ${el(day)}`;
export const done = 'hecho';
export const lastTries = 'Lo que querían probar la última vez';
export const lastUnread = 'La última vez no estuviste. Di “paso” y podrás leer lo que se iba a probar.';
export const stillPromised = 'Prometido, y aún abierto';
export const sayLearned = 'Di lo que aprendieron';
export const learnedSoFar = 'Lo que aprendieron';
