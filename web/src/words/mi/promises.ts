// What somebody will do, and by when.
import { te } from './numbers';

export const iWill = (day: string) => `Māku e mahi, hei ${te(day)}`;
export const iWillToday = 'Māku e mahi i tēnei rā';
export const whatWillYouDo = 'Māku e…';
export const addPromise = 'Māku e…';
export const byWhen = 'Hei āhea';
export const otherDay = 'Kōwhiria he rā';
export const anotherDay = 'Tētahi atu rā';
export const iDidIt = 'Kua oti i ahau';
export const keepsIt = 'Mā tēnei kua oti i ahau';
export const letGo = 'Tukua';
export const letGoSure = 'Ka tukua tēnei kī taurangi?';
export const notToday = 'Kaua ināianei';
export const youPromised = (day: string) => `I kī koe: hei ${te(day)}`;
export const dayOver = 'Kua hipa tōna rā, nui ake rānei i te ono wiki kei mua. Kōwhiria tētahi atu.';
