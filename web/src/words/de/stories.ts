// Stories.
import { list, plural } from './numbers';

export const stories = 'Geschichten';
export const story = 'Eine Geschichte';
export const retell = 'Neu erzählen';
export const askToTell = 'Bitten, es draußen zu erzählen';
export const askedToTell = 'Wer sie hinterlassen hat, wird gefragt. Sonst erfährt es niemand.';
export const readStory = 'Die Geschichte lesen';
export const tellStory = 'Eine Geschichte erzählen';
export const goOnTelling = 'Deine Geschichte weitererzählen';
export const noStories =
  'Noch keine Geschichte. Wähle Spuren von vielen, ordne sie, und schreib dazwischen, wie eins zum anderen führte.';
export const fromSisters = 'Aus Schwesterkreisen';
export const olderStories = 'Ältere Geschichten';
export const toldBy = (name: string, when: string) => `erzählt von ${name}, ${when}`;
export const youToo = 'dir';
export const withWordsOf = (names: string[]) => `Mit den Worten von ${list.format(names)}.`;
export const noSuchStory = 'Diese Geschichte gibt es auf dem Board nicht, oder sie wird nicht mehr gezeigt.';
export const notSentYet = 'Unterwegs: die anderen sehen sie, sobald du Netz hast.';
export const gap = {
  withdrawn: 'Wieder zurückgenommen',
  hidden: 'Von einem Host verborgen',
  gone: 'Nicht auf diesem Board',
};
export const storyTitle = 'Ihr Titel';
export const titleHint = 'Wovon handelt sie?';
export const storyWords = 'Deine Worte hier';
export const wordsHint = 'Wie ging es weiter?';
export const writeHere = 'Hier schreiben';
export const addTraces = 'Spuren hinzufügen';
export const addThese = (count: number) =>
  count > 0 ? `${plural(count, 'Spur', 'Spuren')} hinzufügen` : 'Spuren wählen';
export const moveUp = 'Nach oben';
export const moveDown = 'Nach unten';
export const dragIt = 'Zum Verschieben ziehen';
export const dropPart = 'Herausnehmen';
export const tellIt = 'Erzählen';
export const retellIt = 'So erzählen';
export const storyTooLong = 'Das sind mehr Worte, als eine Geschichte fasst: etwa dreitausend. Erzähl zwei.';
export const tooLongHere = 'Das ist viel an einer Stelle. Lass eine Spur dazwischen stehen.';
export const emptyTelling = 'Füge Spuren hinzu, und schreib dazwischen.';
export const storyTold = 'Die Geschichte ist erzählt.';
export const cite = 'In eine Geschichte nehmen';
export const citedNow = 'Sie steht in deiner Geschichte.';
export const storyFull = 'Eine Geschichte fasst hundert Spuren.';
export const takeAlong = 'Mitnehmen';
export const asHtml = 'Als Seite (HTML)';
export const asMd = 'Als Text (Markdown)';
export const shareStory = 'Draußen teilen';
export const shareLead =
  'Wer den Link hat, liest diese Geschichte mit allen Namen und Worten darin, ohne hereinzukommen. Du kannst ihn jederzeit zurücknehmen.';
export const sharedLead = 'Ein Link ist draußen: wer ihn hat, liest diese Geschichte.';
export const makeStoryLink = 'Link machen';
export const newLink = 'Neuen Link machen';
export const newLinkSure = 'Einen neuen Link machen? Der alte führt dann nirgends mehr hin.';
export const unshare = 'Den Link zurücknehmen';
export const unshareSure = 'Den Link zurücknehmen? Wer ihm folgt, liest dann nichts mehr.';
export const storyLinkOnce = 'Er ist nur jetzt zu sehen.';
export const unsharedNow = 'Der Link führt nirgends mehr hin.';
export const grewFromSister = 'von';
export const ofCircle = (circle: string) => `in ${circle}`;
export const crossing = 'Schwesterkreise';
export const crossLead =
  'Noch liest sie kein Schwesterkreis. Du kannst es erlauben, mit deinem Namen und allen Worten darin.';
export const crossesLead = 'Schwesterkreise lesen diese Geschichte.';
export const letCross = 'Hinüberlassen';
export const letCrossNoMore = 'Nicht mehr hinüberlassen';
