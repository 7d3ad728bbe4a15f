// One round; opening one, or a gathering.
export const whatFor = 'What is it for?';
export const yourPrompt = 'Your question';
export const givenAlong = 'Asked where this circle comes from';
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
export const answer = 'Answer';
export const yourAnswer = 'Your answer';
export const pass = 'Pass';
export const passAndRead = 'Pass, and read';
export const onceYours = 'Each answers once. You see what others say once you gave yours, or passed.';
export const overUnread = 'This round is over. Pass, and you can read it.';
export const roundOver = 'over';
export const noAnswers = 'Nobody has answered yet.';
export const noAnswersEver = 'Nobody answered.';
export const answersFailed = 'Couldn’t load the answers yet.';
export const moreAnswers = 'More answers';
export const takeBack = 'Take back';
export const takeBackSure = 'Take your answer back?';
export const theTrace = 'Build on it';
export const endRound = 'End the round';
export const endRoundSure = 'End the round for everyone?';
export const allAnswered = 'until all have answered';
export const noSuchRound = 'The board doesn’t hold that round.';
