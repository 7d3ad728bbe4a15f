// One agreement, and what is done about it.
export const whyNot = 'Por qué';
export const noSuchAgreement = 'El tablero no tiene ese acuerdo.';
export const steps = { awareness: 'lo notamos', test: 'lo probamos', mastery: 'lo vivimos' };
export const stagesOf = 'Hasta dónde llegó';
export const tryUntil = '¿Hasta cuándo lo probamos?';
export const whoBegins = 'La prueba la inicia quien lo propuso o un anfitrión.';
export const review = 'Volver a mirarlo';
export const reviewSure = '¿Preguntar a todo el círculo: seguir así, cambiarlo o soltarlo?';
export const reviewWaits = 'Para preguntar a todo el círculo hace falta conexión.';
export const noReviews = 'Aquí las rondas están apagadas, así que no se puede volver a mirar.';
export const unanswered = 'La última vez nadie respondió. Queda como está hasta que alguien lo haga.';
export const whoConcludes = 'Ahora dice qué sigue quien preguntó, quien lo propuso o un anfitrión.';
export const concludeAs = {
  test: ['Seguir probando', 'hasta otro día'],
  mastery: ['Vivirlo', 'ya mostró que funciona'],
  changed: ['Cambiarlo', 'sigue con otras palabras'],
  let_go: ['Soltarlo', 'ya cumplió, o no era para ustedes'],
} as const;
export const becomesNone = 'Antes alguien tiene que proponer en qué cambia.';
export const becomes = 'Sigue como';
export const reviewAgain = '¿Cuándo vuelven a mirarlo?';
export const noDay = 'todavía sin día';
export const reviewIn = [
  [1, 'mañana'],
  [7, 'en una semana'],
  [14, 'en dos semanas'],
  [28, 'en un mes'],
  [91, 'en tres meses'],
] as const;
export const otherReview = 'otro día';
export const concludeIt = 'Así queda';
export const insteadLead = 'Queda al lado de este hasta que, al volver a mirarlo, decidan seguir con él.';
export const sentence = 'En una frase';
export const sentenceHint = 'Aquí …';
export const reason = '¿Por qué?';
export const reasonHint = '¿qué haría posible?';
export const proposeIt = 'Proponerlo';
export const stillBelongs = 'Quien no lo comparte puede decirlo con sus palabras, y sigue siendo parte.';
export const sayOwn = 'Dilo con tus palabras';
export const sayOther = 'Decirlo de otro modo';
export const yourWords = 'Tus palabras';
export const shareAs = {
  yes: ['En mis palabras', 'lo comparto, y lo diría así'],
  no: ['No lo comparto', 'y así es para mí'],
} as const;
export const setBeside = 'Ponerlo al lado';
export const itsWay = 'Cómo llegó hasta aquí';
export const thisOne = 'este';
export const goesOnAs = 'sigue como';
export const proposedInstead = 'propuesto en su lugar';
export const itsReviews = 'Lo que dijeron de él';
