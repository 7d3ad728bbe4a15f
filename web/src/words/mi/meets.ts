// When a circle or a pod meets.
import { te } from './numbers';

export const meets = (when: string) => `Ka tūtaki tātou: ${te(when)}`;
export const meetings = 'Āhea tātou tūtaki ai';
export const notThisTime = 'Kaua i tēnei wā';
export const movedOnce = 'kua nekehia, mō tēnei wā anake';
export const instead = 'Tūtaki kē';
export const moveIt = 'Nekehia';
export const letItFall = 'Waiho kia taka';
export const movedTo = (when: string) => `Kua nekehia: ${when}.`;
export const fallsOut = 'Kua taka, mō tēnei wā anake.';
export const toCalendar = 'Ki taku maramataka';
export const calendarLead =
  'Hoatu tēnei wāhitau ki tō maramataka. Ko te tangata kei a ia ka kite āhea tātou tūtaki ai; ināianei anake ka whakaatuhia.';
export const calendarLink = 'Te wāhitau mō te maramataka';
export const calendarRevoke = 'Unuhia te wāhitau e whakamahia ana e taku maramataka';
export const calendarRevoked = 'Kua kore te wāhitau e ahu ki hea.';
export const notNow = 'Kāore tēnā i tutuki. Whakamātau anō ā kō ake nei.';
export const rhythm = 'Āhea te hapori tūtaki ai';
export const howOften = 'Pēhea te auau';
export const every = {
  week: 'ia wiki',
  fortnight: 'ia rua wiki',
  first: 'ia marama, te tuatahi',
  second: 'ia marama, te tuarua',
  third: 'ia marama, te tuatoru',
  fourth: 'ia marama, te tuawhā',
  last: 'ia marama, te whakamutunga',
};
const days = /* @__PURE__ */ new Intl.DateTimeFormat('mi', { weekday: 'long', timeZone: 'UTC' });
export const weekday = (index: number) => days.format(Date.UTC(2024, 0, 1 + index));
export const onDay = 'Te rā';
export const atTime = 'Te wā';
export const beginsOn = 'Mai i';
export const clocksOf = (zone: string) => `E ai ki ngā karaka o ${zone.replaceAll('_', ' ')}.`;
export const noRhythm = 'Kua kore he taki';
