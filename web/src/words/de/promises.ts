// What somebody will do, and by when.
export const iWill = (day: string) => `Ich mache es, bis ${day}`;
export const iWillToday = 'Ich mache es heute';
export const whatWillYouDo = 'Ich werde…';
export const addPromise = 'Ich werde…';
export const byWhen = 'Bis wann';
export const otherDay = 'Einen Tag wählen';
export const anotherDay = 'Ein anderer Tag';
export const iDidIt = 'Ich hab’s getan';
export const keepsIt = 'Damit hab ich’s getan';
export const letGo = 'Loslassen';
export const letGoSure = 'Dieses Versprechen loslassen?';
export const notToday = 'Nicht jetzt';
export const youPromised = (day: string) => `Du hast gesagt: bis ${day}`;
export const dayOver = 'Der Tag ist vorbei oder mehr als sechs Wochen entfernt. Wähle einen anderen.';
