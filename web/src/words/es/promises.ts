// What somebody will do, and by when.
import { el } from './numbers';

export const iWill = (day: string) => `Voy a hacerlo, para ${el(day)}`;
export const iWillToday = 'Voy a hacerlo hoy';
export const whatWillYouDo = 'Voy a…';
export const addPromise = 'Voy a…';
export const byWhen = 'Para cuándo';
export const otherDay = 'Elegir un día';
export const anotherDay = 'Otro día';
export const iDidIt = 'Lo hice';
export const keepsIt = 'Con esto lo hice';
export const letGo = 'Soltarla';
export const letGoSure = '¿Soltar esta promesa?';
export const notToday = 'Ahora no';
export const youPromised = (day: string) => `Dijiste: para ${el(day)}`;
export const dayOver = 'Su día ya pasó, o faltan más de seis semanas. Elige otro.';
