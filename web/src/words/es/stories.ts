// Stories.
import { list, plural } from './numbers';

export const stories = 'Historias';
export const story = 'Una historia';
export const retell = 'Contarla de nuevo';
export const askToTell = 'Pedir contarlo afuera';
export const askedToTell = 'Se pregunta a quien la dejó, y nadie más se entera.';
export const readStory = 'Leer la historia';
export const tellStory = 'Contar una historia';
export const goOnTelling = 'Seguir con tu historia';
export const noStories =
  'Todavía no hay historias. Elige huellas de varias personas, ponlas en orden y escribe entre ellas cómo una cosa llevó a la otra.';
export const fromSisters = 'De círculos hermanos';
export const olderStories = 'Historias anteriores';
export const toldBy = (name: string, when: string) => `contada por ${name}, ${when}`;
export const youToo = 'ti';
export const withWordsOf = (names: string[]) => `Con las palabras ${list.format(names.map(name => `de ${name}`))}.`;
export const noSuchStory = 'El tablero no tiene esa historia, o ya no se muestra.';
export const notSentYet = 'En camino: los demás la ven en cuanto tengas conexión.';
export const gap = {
  withdrawn: 'La retiró quien la dejó',
  hidden: 'La ocultó un anfitrión',
  gone: 'No está en este tablero',
};
export const storyTitle = 'Su título';
export const titleHint = '¿De qué trata?';
export const storyWords = 'Aquí tus palabras';
export const wordsHint = '¿Cómo siguió?';
export const writeHere = 'Escribir aquí';
export const addTraces = 'Agregar huellas';
export const addThese = (count: number) =>
  count > 0 ? `Agregar ${plural(count, 'huella', 'huellas')}` : 'Elegir huellas';
export const moveUp = 'Subir';
export const moveDown = 'Bajar';
export const dragIt = 'Arrastrar para mover';
export const dropPart = 'Sacar';
export const tellIt = 'Contarla';
export const retellIt = 'Contarla así';
export const storyTooLong = 'Tiene más palabras de las que caben en una historia: unas tres mil. Cuenta dos.';
export const tooLongHere = 'Es mucho en un solo lugar. Deja una huella en medio.';
export const emptyTelling = 'Agrega huellas, y escribe entre ellas.';
export const storyTold = 'La historia está contada.';
export const cite = 'Poner en una historia';
export const citedNow = 'Está en tu historia.';
export const storyFull = 'En una historia caben cien huellas.';
export const takeAlong = 'Llevársela';
export const asHtml = 'Como página (HTML)';
export const asMd = 'Como texto (Markdown)';
export const shareStory = 'Compartir afuera';
export const shareLead =
  'Quien tenga el enlace lee esta historia, con todos sus nombres y palabras, sin entrar. Puedes retirarlo cuando quieras.';
export const sharedLead = 'Hay un enlace afuera: quien lo tenga lee esta historia.';
export const makeStoryLink = 'Crear un enlace';
export const newLink = 'Crear un enlace nuevo';
export const newLinkSure = '¿Crear un enlace nuevo? El que está afuera dejará de funcionar.';
export const unshare = 'Retirar el enlace';
export const unshareSure = '¿Retirar el enlace? Quien lo siga ya no leerá nada.';
export const storyLinkOnce = 'Se muestra solo ahora.';
export const unsharedNow = 'El enlace ya no lleva a ninguna parte.';
export const grewFromSister = 'de';
export const ofCircle = (circle: string) => `en ${circle}`;
export const crossing = 'Círculos hermanos';
export const crossLead =
  'Ningún círculo hermano la lee todavía. Puedes permitirlo, con tu nombre y todas las palabras que contiene.';
export const crossesLead = 'Los círculos hermanos leen esta historia.';
export const letCross = 'Dejarla cruzar';
export const letCrossNoMore = 'Ya no dejarla cruzar';
