// One round; opening one, or a gathering.
export const whatFor = 'C’est pour quoi ?';
export const yourPrompt = 'Ta question';
export const givenAlong = 'On la pose dans le cercle d’où vient celui-ci';
export const anotherPrompt = 'Encore une question';
export const howLong = 'Il reste ouvert combien de temps ?';
export const openFor = {
  all: 'jusqu’à la réponse de tout le cercle',
  hour: 'une heure',
  evening: 'jusqu’à ce soir',
  time: 'jusqu’à …',
};
export const until = 'Jusqu’à';
export const ask = 'Demander à tout le cercle';
export const gatheringName = 'Son nom';
export const fromTime = 'Du';
export const toTime = 'Au';
export const endsFirst = 'Elle finirait avant de commencer.';
export const tooLong = 'Une rencontre dure 31 jours au plus.';
export const tooFar = 'Elle peut commencer d’ici un an, pas plus tard.';
export const timeSkipped = (instead: string) => `À cette heure-là, les horloges avancent : ça compte comme ${instead}.`;
export const timeTwice =
  'À cette heure-là, les horloges reculent et l’heure revient deux fois : c’est la première qui compte.';
export const gather = 'L’ouvrir';
export const answer = 'Répondre';
export const yourAnswer = 'Ta réponse';
export const pass = 'Je passe';
export const passAndRead = 'Je passe, et je lis';
export const onceYours = 'On répond une fois. Tu vois ce que disent les autres après avoir répondu ou passé.';
export const overUnread = 'Ce tour est terminé. Passe, et tu pourras le lire.';
export const roundOver = 'terminé';
export const noAnswers = 'Personne n’a encore répondu.';
export const noAnswersEver = 'Personne n’a répondu.';
export const answersFailed = 'Impossible de charger les réponses pour l’instant.';
export const moreAnswers = 'Plus de réponses';
export const takeBack = 'Retirer';
export const takeBackSure = 'Retirer ta réponse ?';
export const theTrace = 'Rebondir dessus';
export const endRound = 'Terminer le tour';
export const endRoundSure = 'Terminer le tour pour tout le monde ?';
export const allAnswered = 'jusqu’à la réponse de tout le cercle';
export const noSuchRound = 'Ce tour n’est pas sur le tableau.';
