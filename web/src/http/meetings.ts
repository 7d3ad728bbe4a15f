import type { CalendarLink, MeetingPage, StandingCalendar } from '../protocol';
import { call } from './call';

/** A space's meetings, and the links by which calendars subscribe to them. `at`: the path of the space in the API. */
export function meetings(at: string) {
  return {
    next: () => call<MeetingPage>('GET', `${at}/meetings`),
    links: () => call<StandingCalendar[]>('GET', `${at}/calendar`),
    link: (id: string) => call<CalendarLink>('POST', `${at}/calendar`, { body: { id } }),
    revoke: (id: string) => call<void>('DELETE', `${at}/calendar/${id}`),
  };
}
