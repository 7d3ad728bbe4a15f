// When a circle or a pod meets.
import { el } from './numbers';

export const meets = (when: string) => `Nos reunimos ${el(when)}`;
export const meetings = 'Cuándo nos reunimos';
export const notThisTime = 'Esta vez no';
export const movedOnce = 'cambiada, solo esta vez';
export const instead = 'Nos reunimos mejor';
export const moveIt = 'Cambiarla';
export const letItFall = 'Saltarla';
export const movedTo = (when: string) => `Cambiada: ${when}.`;
export const fallsOut = 'Se salta, solo esta vez.';
export const toCalendar = 'Ponerlo en mi calendario';
export const calendarLead =
  'Dale esta dirección a tu calendario. Quien la tenga ve cuándo nos reunimos; se muestra solo ahora.';
export const calendarLink = 'La dirección para el calendario';
export const calendarRevoke = 'Retirar la dirección que usa mi calendario';
export const calendarRevoked = 'La dirección ya no lleva a ninguna parte.';
export const notNow = 'No pasó. Inténtalo de nuevo en un momento.';
export const rhythm = 'Cuándo se reúne el círculo';
export const howOften = 'Cada cuánto';
export const every = {
  week: 'cada semana',
  fortnight: 'cada dos semanas',
  first: 'cada mes, el primero',
  second: 'cada mes, el segundo',
  third: 'cada mes, el tercero',
  fourth: 'cada mes, el cuarto',
  last: 'cada mes, el último',
};
const days = /* @__PURE__ */ new Intl.DateTimeFormat('es', { weekday: 'long', timeZone: 'UTC' });
export const weekday = (index: number) => days.format(Date.UTC(2024, 0, 1 + index));
export const onDay = 'El';
export const atTime = 'A las';
export const beginsOn = 'Desde';
export const clocksOf = (zone: string) => `Según la hora de ${zone.replaceAll('_', ' ')}.`;
export const noRhythm = 'Ya sin ritmo';
