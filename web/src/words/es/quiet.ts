// Trails that went quiet.
import { list } from './numbers';

export const quietLead = 'Aquí nada se pierde. Basta que alguien se sume, y un sendero vuelve a estar cálido.';
export const leftBy = (names: string[]) => `de ${list.format(names)}`;
export const longerAgo = 'Más senderos en silencio';
export const noneQuiet = 'Ninguno quedó en silencio: todos los senderos siguen cálidos.';
export const warmAgain = 'Cálido otra vez';
