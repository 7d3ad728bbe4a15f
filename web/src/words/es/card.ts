// A trace, and what one does with it.
import { plural } from './numbers';

export const someone = 'Alguien';
export const you = 'Tú';
export const hasLeft = 'se fue';
export const aProgram = 'programa';
export const buildsOn = 'se suma a';
export const and = ' y ';
export const earlier = 'una huella anterior';
export const reworded = 'reformulada';
export const fromFile = 'de un archivo';
export const waiting = 'en espera';
export const refused = 'no quedó';
export const gone = { withdrawn: 'La retiró quien la dejó.', hidden: 'La ocultó un anfitrión.' };
export const someoneCould = 'Alguien podría';
export const takenUp = (name: string) => `${name} tomó esto`;
export const grew = (count: number) => plural(count, 'nació de esta', 'nacieron de esta');
export const learned = 'Lo que aprendimos';
export const buildOn = 'Sumar';
export const warm = 'Dar calor';
export const warmed = 'Con tu calor';
export const more = 'Más';
export const seeTrail = 'Ver su sendero';
export const reword = 'Reformular';
export const withdraw = 'Retirar';
export const withdrawSure = '¿Retirar esta huella?';
export const withdrawMeans =
  'Sus palabras, su foto y lo que dejaba abierto se borran para todos. Queda una línea, por lo que creció de ella.';
export const edit = 'Editar';
export const cancel = 'Cancelar';
export const save = 'Guardar';
export const letOut = 'Dejarla como huella';
export const copyLink = 'Copiar su enlace';
export const linkOf = 'Su enlace, para quienes están aquí dentro';
