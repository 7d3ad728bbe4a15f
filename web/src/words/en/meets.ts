// When a circle or a pod meets.
export const meets = (when: string) => `We meet ${when}`;
export const meetings = 'When we meet';
export const notThisTime = 'Not this time';
export const movedOnce = 'moved, this once';
export const instead = 'Meet instead';
export const moveIt = 'Move it';
export const letItFall = 'Let it fall out';
export const movedTo = (when: string) => `Moved: ${when}.`;
export const fallsOut = 'It falls out, this once.';
export const toCalendar = 'Put it into my calendar';
export const calendarLead =
  'Give this address to your calendar. Whoever has it sees when we meet; it is shown only now.';
export const calendarLink = 'The calendar’s address';
export const calendarRevoke = 'Take back the address that my calendar uses';
export const calendarRevoked = 'The address leads nowhere any more.';
export const notNow = 'That didn’t go through. Try again in a moment.';
export const rhythm = 'When the circle meets';
export const howOften = 'How often';
export const every = {
  week: 'every week',
  fortnight: 'every second week',
  first: 'monthly, the first',
  second: 'monthly, the second',
  third: 'monthly, the third',
  fourth: 'monthly, the fourth',
  last: 'monthly, the last',
};
const days = /* @__PURE__ */ new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
/** Counted from Monday: the first of January 2024 was one. */
export const weekday = (index: number) => days.format(Date.UTC(2024, 0, 1 + index));
export const onDay = 'On';
export const atTime = 'At';
export const beginsOn = 'From';
export const clocksOf = (zone: string) => `By the clocks of ${zone.replaceAll('_', ' ')}.`;
export const noRhythm = 'No rhythm any more';
