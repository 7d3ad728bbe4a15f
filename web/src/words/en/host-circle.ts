// How a host sets the circle, and the circles around it.
import { plural } from './numbers';

export const circleName = 'Its name';
export const staysWarm = 'How long a trail stays warm';
export const fades = {
  day: { name: 'A retreat’s day', means: 'What was done in the morning is half as warm by night.' },
  week: { name: 'A week', means: 'For a circle that meets every week or two.' },
  month: { name: 'A month', means: 'For a circle that meets now and then.' },
  other: (hours: number) => ({ name: 'As it is set now', means: `Half as warm after ${span(hours)}.` }),
};
const span = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'minute', 'minutes')
    : hours < 48
      ? plural(hours, 'hour', 'hours')
      : plural(Math.round(hours / 24), 'day', 'days');
export const timeZone = 'Its days are those of';
export const patterns = 'What it uses';
export const needsPattern = (name: string) => `It is made of “${name}”, which is off.`;
/** The patterns, and what each is. */
export const pattern = {
  open_ends: ['Open ends', '“Someone could …”, beside a trace.'],
  promises: ['Promises', '“I will … by …”: its author is asked on the day.'],
  rounds: ['Rounds', 'Each answers once, and reads the others then.'],
  resting: ['Resting', 'Whoever wants to can say so, without a reason.'],
  retros: ['Looking back', 'What works, what to change, what to try; and what was learned.'],
  gatherings: ['Gatherings', 'A time with a name: its traces stand together.'],
  stories: ['Stories', 'Traces of many, put in an order and told.'],
  sisters: ['Sister circles', 'Stories cross between circles, where their authors let them.'],
  pods: ['Pods', 'Two to eight people, an intention and an end, in a space of their own.'],
  agreements: ['Agreements', '“How do we want to be together”: tried before they are lived.'],
  budding: ['Budding', 'A circle that has grown large seeds others.'],
  weave: ['The weave', 'Who builds with whom, and groups in which new ties arise.'],
} as const;
export const buds = 'Circles that grow from this one';
export const budsLead =
  'Up to three. A new circle begins with this one’s settings, rhythm, agreements and prompts, and with none of its traces.';
export const budName = 'The new circle’s name';
export const budHostLink = 'For you: opens the new circle as its host. Shown this once.';
export const budInviteLink = 'For those who go along: lets them in. Shown this once.';
