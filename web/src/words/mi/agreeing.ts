// One agreement, and what is done about it.
export const whyNot = 'He aha ai';
export const noSuchAgreement = 'Kāore tēnā whakaaetanga i te papa.';
export const steps = { awareness: 'ka kite tātou', test: 'ka whakamātau', mastery: 'ka noho hei tikanga' };
export const stagesOf = 'Kua tae ki hea';
export const tryUntil = 'Ka whakamātauria kia āhea rā anō?';
export const whoBegins = 'Mā te kaimarohi, mā tētahi kaimanaaki rānei te whakamātau e tīmata.';
export const review = 'Titiro anō';
export const reviewSure = 'Ka pātaia te katoa: kia mau, kia huri, kia tukua rānei?';
export const reviewWaits = 'Ka tatari te pātai ki te katoa kia hono rā anō.';
export const noReviews = 'Kua whakawetoa ngā huringa i konei, nō reira e kore e taea te titiro anō.';
export const unanswered = 'Kāore tētahi i whakautu i tērā wā. Ka noho pēnei tonu kia whakautu rā anō tētahi.';
export const whoConcludes = 'Mā te kaipātai, mā te kaimarohi, mā tētahi kaimanaaki rānei e kī ināianei ka aha.';
export const concludeAs = {
  test: ['Whakamātau tonu', 'tae noa ki tētahi atu rā'],
  mastery: ['Hei tikanga', 'kua kitea e pai ana'],
  changed: ['Hurihia', 'ka haere tonu ki kupu kē'],
  let_go: ['Tukua', 'kua oti tāna mahi, ehara rānei mā koutou'],
} as const;
export const becomesNone = 'Me mātua marohi tētahi ka huri hei aha.';
export const becomes = 'Ka haere tonu hei';
export const reviewAgain = 'Āhea koutou titiro anō ai?';
export const noDay = 'kāore anō he rā';
export const reviewIn = [
  [1, 'āpōpō'],
  [7, 'hei te wiki e tū mai nei'],
  [14, 'hei ngā wiki e rua'],
  [28, 'hei te marama e tū mai nei'],
  [91, 'hei ngā marama e toru'],
] as const;
export const otherReview = 'tētahi atu rā';
export const concludeIt = 'Āe, koia';
export const insteadLead =
  'Ka tū ki te taha o tēnei, kia titiro anō koutou, ā, kia kī koutou ka haere tonu tēnei hei tērā.';
export const sentence = 'Kia kotahi te rerenga kōrero';
export const sentenceHint = 'Ka … tātou';
export const reason = 'He aha ai?';
export const reasonHint = 'ka taea te aha?';
export const proposeIt = 'Marohitia';
export const stillBelongs = 'Ki te kore tētahi e whakaae, ka taea te kī ki āna ake kupu, ā, nō konei tonu ia.';
export const sayOwn = 'Kōrerotia ki āu ake kupu';
export const sayOther = 'Kōrerotia kia rerekē';
export const yourWords = 'Āu kupu';
export const shareAs = {
  yes: ['Ki aku kupu', 'e whakaae ana ahau, ā, ka pēnei taku kī'],
  no: ['Kāore ahau i te whakaae', 'ā, koinei taku titiro'],
} as const;
export const setBeside = 'Whakatakotoria ki te taha';
export const itsWay = 'Tōna ara ki konei';
export const thisOne = 'tēnei';
export const goesOnAs = 'ka haere tonu hei';
export const proposedInstead = 'i marohitia hei whakakapi';
export const itsReviews = 'Ā koutou kupu mō tēnei';
