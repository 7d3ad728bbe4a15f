// Search.
import { plural } from './numbers';

export const searchWords = 'Palabras que buscar';
export const searchHint = 'Palabras, en cualquier idioma';
export const clearSearch = 'Borrar';
export const fromAnyone = 'Cualquiera';
export const whoLeft = 'Quién la dejó';
export const whenLeft = 'Cuándo';
export const spans = {
  any: 'En cualquier momento',
  today: 'Hoy',
  week: 'Últimos 7 días',
  month: 'Últimos 30 días',
  days: 'Elegir días',
};
export const sinceDay = 'Desde';
export const tillDay = 'Hasta';
export const stillOpen = 'Aún abiertas';
export const searchWhere = 'Dónde';
export const wholeCircle = 'El círculo';
export const found = (count: number, more: boolean) =>
  more ? `Las más nuevas: ${plural(count, 'huella', 'huellas')}` : plural(count, 'huella', 'huellas');
export const foundNone = 'Ninguna huella tiene eso.';
export const foundNoneHint = 'Con menos palabras se encuentra más. Basta una parte de una palabra.';
export const searchLead = 'Encuentra una huella por una palabra que recuerdes, por quién la dejó o por cuándo.';
export const stillReading = 'Aún se están leyendo huellas anteriores. Llegan solas.';
export const olderFound = 'Anteriores';
export const searchAgain = 'Reintentar';
