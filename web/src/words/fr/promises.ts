// What somebody will do, and by when.
import { le } from './numbers';

export const iWill = (day: string) => `Je vais le faire, pour ${le(day)}`;
export const iWillToday = 'Je vais le faire aujourd’hui';
export const whatWillYouDo = 'Je vais…';
export const addPromise = 'Je vais…';
export const byWhen = 'Pour quand';
export const otherDay = 'Choisir un jour';
export const anotherDay = 'Un autre jour';
export const iDidIt = 'Je l’ai fait';
export const keepsIt = 'Avec ça, je l’ai fait';
export const letGo = 'La laisser aller';
export const letGoSure = 'Laisser aller cette promesse ?';
export const notToday = 'Pas maintenant';
export const youPromised = (day: string) => `Tu as dit : pour ${le(day)}`;
export const dayOver = 'Son jour est passé, ou dans plus de six semaines. Choisis-en un autre.';
