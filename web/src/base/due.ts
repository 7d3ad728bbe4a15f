import { date, dayName } from './days';

/** The day of what somebody else means to do, from today. One that is over looks like any other: nothing says how long ago it was. */
export const dueName = (day: string, from: string): string =>
  day < from ? date.format(Date.parse(day)) : dayName(day, from);
