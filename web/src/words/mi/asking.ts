// One round; opening one, or a gathering.
export const whatFor = 'Mō te aha?';
export const yourPrompt = 'Tāu pātai';
export const givenAlong = 'He pātai nō te hapori i ahu mai ai tēnei';
export const anotherPrompt = 'Tētahi atu pātai';
export const howLong = 'Ka tuwhera mō te hia te roa?';
export const openFor = {
  all: 'kia whakautu rā anō te katoa',
  hour: 'mō te kotahi hāora',
  evening: 'tae noa ki te pō nei',
  time: 'tae noa ki …',
};
export const until = 'Tae noa ki';
export const ask = 'Pātaia te katoa';
export const gatheringName = 'Tōna ingoa';
export const fromTime = 'Mai i';
export const toTime = 'Ki';
export const endsFirst = 'Ka mutu i mua i te tīmatanga.';
export const tooLong = 'Kia 31 rā te roa o te hui, i te mutunga iho.';
export const tooFar = 'Me tīmata i roto i te tau kotahi.';
export const timeSkipped = (instead: string) => `Ka neke whakamua ngā karaka i taua wā: ka kīia ko ${instead}.`;
export const timeTwice = 'Ka hoki whakamuri ngā karaka, ā, ka rua ngā putanga o taua wā: ko te tuatahi ka tangohia.';
export const gather = 'Whakatuwhera';
export const answer = 'Whakautu';
export const yourAnswer = 'Tāu whakautu';
export const pass = 'Kape';
export const passAndRead = 'Kape, ka pānui';
export const onceYours =
  'Kia kotahi te whakautu a ia tangata. Ka kite koe i ā ētahi atu i muri i tāu whakautu, i tāu kape rānei.';
export const overUnread = 'Kua mutu tēnei huringa. Kape, kātahi ka taea te pānui.';
export const roundOver = 'kua mutu';
export const noAnswers = 'Kāore anō tētahi kia whakautu.';
export const noAnswersEver = 'Kāore tētahi i whakautu.';
export const answersFailed = 'Kāore anō i taea te tiki ngā whakautu.';
export const moreAnswers = 'Ētahi atu whakautu';
export const takeBack = 'Unuhia';
export const takeBackSure = 'Ka unuhia tāu whakautu?';
export const theTrace = 'Tāpiri atu';
export const endRound = 'Whakamutua te huringa';
export const endRoundSure = 'Ka whakamutua te huringa mō te katoa?';
export const allAnswered = 'kia whakautu rā anō te katoa';
export const noSuchRound = 'Kāore tēnā huringa i te papa.';
