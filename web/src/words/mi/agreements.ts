// How a circle wants to be together.
import type { Code } from '../../protocol';
import { te } from './numbers';

export const howTogether = 'Me pēhea tātou e noho tahi ai?';
export const howTogetherNow = 'Tā tātou noho tahi';
export const agreementsLead =
  'Kotahi te rerenga kōrero e hiahia ana koe hei tikanga i konei, me te take. Ka whakamātauria i te tuatahi.';
export const propose = 'Marohitia tētahi mea';
export const stages = {
  awareness: 'Ka kite tātou',
  test: (day: string) => `Ka whakamātau tae noa ki ${te(day)}`,
  mastery: 'Hei tikanga mā tātou',
  let_go: 'Kua tukua',
};
export const lookAgain = (day: string) => `Hei tikanga, ā, ka titiro anō: ${day}`;
export const reviewDue = 'kua tae ki te wā titiro anō';
export const inReview = 'e titiro anō ana tātou ināianei';
export const moreAgreements = 'Ētahi atu whakaaetanga';
export const dueReviews = 'Hei titiro anō';
export const inMyWords = 'Ki aku kupu';
export const notShared = 'Kāore ahau i te whakaae';
export const welcomeLead =
  'Ko ngā mea e whakamātauria ana, e noho ana hei tikanga i tēnei hapori. Ki te kore tētahi e whakaae, ka taea te kī ki āna ake kupu, ā, nō konei tonu ia.';
export const proposeInstead = 'Marohitia he panoni';
export const ourWords = 'Ki ā tātou ake kupu';
export const tryIt = 'Whakamātauria';
export const whatFollows = 'Ka aha ināianei?';
export const agreementRefusals: Partial<Record<Code, string>> = {
  not_an_agreement: 'Ehara tēnā i te whakaaetanga.',
  not_reviewed: 'Ka neke noa mā tētahi huringa titiro anō kua mutu, kua whakautua hoki e tētahi.',
  review_open: 'Kua pātai kē tētahi ki te katoa: kei te tuwhera tonu taua huringa.',
  let_go: 'Kua tukua tēnā whakaaetanga.',
  not_the_author: 'Mā te kaimarohi, mā tētahi kaimanaaki, mā te kaipātai rānei anake tēnā e kī.',
};
