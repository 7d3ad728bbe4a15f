// How a circle wants to be together.
import type { Code } from '../../protocol';

export const howTogether = 'How do we want to be together';
export const howTogetherNow = 'How we want to be together';
export const agreementsLead =
  'One sentence that you would like to live by here, and why. It is tried before it is lived.';
export const propose = 'Propose something';
export const stages = {
  awareness: 'We notice',
  test: (day: string) => `We try it until ${day}`,
  mastery: 'We live it',
  let_go: 'Let go',
};
export const lookAgain = (day: string) => `We live it, and look again: ${day}`;
export const reviewDue = 'time to look at it again';
export const inReview = 'we look at it again now';
export const moreAgreements = 'More of them';
export const dueReviews = 'To look at again';
export const inMyWords = 'In my words';
export const notShared = 'I don’t share this';

// On coming in.
export const welcomeLead =
  'What this circle tries and lives. Whoever doesn’t share something can say so in words, and still belongs.';

// What lies over the page.
export const proposeInstead = 'Propose a change';
export const ourWords = 'In our own words';
export const tryIt = 'Try it';
export const whatFollows = 'What follows?';

/** What to tell a member where the board didn't take a deed about an agreement. */
export const agreementRefusals: Partial<Record<Code, string>> = {
  not_an_agreement: 'That isn’t an agreement.',
  not_reviewed: 'It moves on only by a review that is over and that someone answered.',
  review_open: 'Someone asked everyone about it already: that review is still open.',
  let_go: 'That agreement was let go.',
  not_the_author: 'Only its author, a host, or whoever asked can say that.',
};
