// One agreement, and what is done about it.
export const whyNot = 'Why';
export const noSuchAgreement = 'The board doesn’t hold that agreement.';
export const steps = { awareness: 'we notice', test: 'we try it', mastery: 'we live it' };
export const stagesOf = 'How far it is';
export const tryUntil = 'Until when do we try it?';
export const whoBegins = 'Its author or a host begins the trial.';
export const review = 'Look at it again';
export const reviewSure = 'Ask everyone: keep it, change it, or let it go?';
export const reviewWaits = 'Asking everyone waits until there is a network.';
export const noReviews = 'Rounds are switched off here, so it can’t be looked at again.';
export const unanswered = 'Nobody answered last time. It stays as it is until someone does.';
export const whoConcludes = 'Whoever asked, its author or a host now says what follows.';
export const concludeAs = {
  test: ['Go on trying', 'until another day'],
  mastery: ['Live it', 'it has shown that it holds'],
  changed: ['Change it', 'it goes on in other words'],
  let_go: ['Let it go', 'it has done what it was for, or it wasn’t for you'],
} as const;
export const becomesNone = 'Someone has to propose first what it changes to.';
export const becomes = 'It goes on as';
export const reviewAgain = 'When do you look at it again?';
export const noDay = 'no day yet';
export const reviewIn = [
  [1, 'tomorrow'],
  [7, 'in a week'],
  [14, 'in two weeks'],
  [28, 'in a month'],
  [91, 'in three months'],
] as const;
export const otherReview = 'another day';
export const concludeIt = 'So it is';
export const insteadLead = 'It stands beside this one until a review says that this one goes on as it.';
export const sentence = 'In one sentence';
export const sentenceHint = 'We …';
export const reason = 'Why?';
export const reasonHint = 'what would it make possible?';
export const proposeIt = 'Propose it';
export const stillBelongs = 'Whoever doesn’t share it can say so in words, and still belongs.';
export const sayOwn = 'Say it in your own words';
export const sayOther = 'Say it otherwise';
export const yourWords = 'Your words';
export const shareAs = {
  yes: ['In my words', 'I share it, and would say it so'],
  no: ['I don’t share this', 'and this is how it is for me'],
} as const;
export const setBeside = 'Set it beside';
export const itsWay = 'Its way here';
export const thisOne = 'this one';
export const goesOnAs = 'goes on as';
export const proposedInstead = 'proposed in its place';
export const itsReviews = 'What you said of it';
