// What a host plans: gatherings, reviews and pods.
export const comingUp = 'Treffen';
export const nothingComes = 'Es läuft keins, und es ist keins geplant.';
export const reviewDays = 'Vereinbarungen, und wann ihr jede wieder anseht';
export const setRhythm = 'Sagen, wann er sich trifft';
export const noneCalled = 'Gerade ist kein Grüppchen ausgerufen.';
export const podsAreTheirs = 'Jedes Mitglied kann eins ausrufen; hinein sieht nur, wer dabei ist';
