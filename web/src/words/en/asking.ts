// Opening a round or a gathering.
export const whatFor = 'What is it for?';
export const yourPrompt = 'Your question';
export const anotherPrompt = 'One more question';
export const howLong = 'How long is it open?';
export const openFor = {
  all: 'until all have answered',
  hour: 'for an hour',
  evening: 'until tonight',
  time: 'until …',
};
export const until = 'Until';
export const ask = 'Ask everyone';
export const gatheringName = 'Its name';
export const fromTime = 'From';
export const toTime = 'To';
export const endsFirst = 'It would end before it begins.';
export const tooLong = 'A gathering lasts 31 days at the most.';
export const tooFar = 'It can begin within a year.';
export const timeSkipped = (instead: string) => `The clocks go forward then: it counts as ${instead}.`;
export const timeTwice = 'The clocks go back then, and that time comes twice: the first is taken.';
export const gather = 'Open it';
