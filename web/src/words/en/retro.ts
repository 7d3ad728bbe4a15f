// Looking back together: cards, tries, what was learned.
export const retroName = 'Retro';
export const retroWhen = { hour: 'now, for an hour', two: 'now, for two hours', time: 'at another time' };
export const whenIsIt = 'When?';
export const openRetro = 'Open it';
export const retroLead =
  'Each writes a line a card, and sees the others’ once theirs are in. Then you put together what belongs together.';
export const linePerCard = 'Each line is a card.';
export const tooManyLines = (most: number) => `At most ${most} lines: that is enough for one question.`;
export const tapWhere = 'Tap the card that it belongs with.';
export const takeOut = 'Take it out';
export const neverMind = 'Never mind';
export const iTryThis = 'I’ll do this';
export const putTogether = 'Put together.';
export const tookOut = 'Taken out.';
export const noCards = 'Nothing here.';
export const willDo = (name: string, when: string) => `${name}, ${when}`;
export const byDay = (day: string) => `by ${day}`;
export const done = 'done';
export const lastTries = 'What you wanted to try last time';
export const lastUnread = 'You weren’t there last time. Pass, and you can read what was to be tried.';
export const stillPromised = 'Promised, and still open';
export const sayLearned = 'Say what you learned';
export const learnedSoFar = 'What you learned';
