// One round; opening one, or a gathering.
export const whatFor = '¿Para qué es?';
export const yourPrompt = 'Tu pregunta';
export const givenAlong = 'Se pregunta en el círculo del que viene este';
export const anotherPrompt = 'Otra pregunta';
export const howLong = '¿Cuánto tiempo queda abierta?';
export const openFor = {
  all: 'hasta que respondan todos',
  hour: 'una hora',
  evening: 'hasta la noche',
  time: 'hasta …',
};
export const until = 'Hasta';
export const ask = 'Preguntar a todos';
export const gatheringName = 'Su nombre';
export const fromTime = 'Desde';
export const toTime = 'Hasta';
export const endsFirst = 'Terminaría antes de empezar.';
export const tooLong = 'Un encuentro dura 31 días como máximo.';
export const tooFar = 'Puede empezar dentro de un año, no después.';
export const timeSkipped = (instead: string) => `A esa hora se adelantan los relojes: cuenta como ${instead}.`;
export const timeTwice = 'A esa hora se atrasan los relojes y la hora se repite: vale la primera.';
export const gather = 'Abrirlo';
export const answer = 'Responder';
export const yourAnswer = 'Tu respuesta';
export const pass = 'Paso';
export const passAndRead = 'Paso, y leo';
export const onceYours = 'Se responde una vez. Ves lo que dicen los demás después de responder o pasar.';
export const overUnread = 'Esta ronda terminó. Di “paso” y podrás leerla.';
export const roundOver = 'terminó';
export const noAnswers = 'Todavía nadie respondió.';
export const noAnswersEver = 'Nadie respondió.';
export const answersFailed = 'Aún no se pudieron cargar las respuestas.';
export const moreAnswers = 'Más respuestas';
export const takeBack = 'Retirar';
export const takeBackSure = '¿Retirar tu respuesta?';
export const theTrace = 'Sumar a esto';
export const endRound = 'Terminar la ronda';
export const endRoundSure = '¿Terminar la ronda para todos?';
export const allAnswered = 'hasta que respondan todos';
export const noSuchRound = 'El tablero no tiene esa ronda.';
