// Beside the feed: warm trails, and what is seen first after a silence.
import { list, plural } from './numbers';

export const emptyTrails = 'Todavía no hay senderos.';
export const people = (names: string[], size: number) =>
  `${plural(size, 'huella', 'huellas')}, de ${list.format(names)}`;
export const older = 'Huellas anteriores';
export const cooler = 'Senderos más callados';
export const moreFailed = 'No se pudo cargar más. Reintentar';
export const grewFromYours = 'Nació de lo tuyo';
export const moreGrew = 'Ver más';
export const warmNow = 'Cálido ahora';
export const newHere = 'Recién llegados';
export const leftHere = 'Estabas leyendo';
export const goOn = 'Seguir desde aquí';
export const fromYours = (text: string) => `sobre tu “${text}”`;
export const newOnes = (count: number) => plural(count, 'huella nueva', 'huellas nuevas');
export const arrivedOne = (name: string, text: string) => `${name}: ${text}`;
export const comingBack = 'Lo que llegó';
export const anOpenEnd = 'una puerta abierta';
