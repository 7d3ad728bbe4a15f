// Stories.
import { list, plural } from './numbers';

export const stories = 'Histoires';
export const story = 'Une histoire';
export const retell = 'La raconter à nouveau';
export const askToTell = 'Demander à la raconter dehors';
export const askedToTell = 'On demande à qui l’a laissée, et personne d’autre n’en sait rien.';
export const readStory = 'Lire l’histoire';
export const tellStory = 'Raconter une histoire';
export const goOnTelling = 'Continuer ton histoire';
export const noStories =
  'Pas encore d’histoire. Choisis des traces de plusieurs, mets-les en ordre, et écris entre elles comment une chose a mené à l’autre.';
export const fromSisters = 'Des cercles amis';
export const olderStories = 'Histoires plus anciennes';
export const toldBy = (name: string, when: string) => `racontée par ${name}, ${when}`;
export const youToo = 'toi';
export const withWordsOf = (names: string[]) =>
  `Avec les mots ${list.format(names.map(name => (/^[aeiouàâäéèêëîïôöùûü]/i.test(name) ? `d’${name}` : `de ${name}`)))}.`;
export const noSuchStory = 'Cette histoire n’est pas sur le tableau, ou n’est plus montrée.';
export const notSentYet = 'En route : les autres la verront dès que tu auras du réseau.';
export const gap = {
  withdrawn: 'Retirée par qui l’avait laissée',
  hidden: 'Cachée par un hôte',
  gone: 'Pas sur ce tableau',
};
export const storyTitle = 'Son titre';
export const titleHint = 'De quoi ça parle ?';
export const storyWords = 'Tes mots ici';
export const wordsHint = 'Et ensuite ?';
export const writeHere = 'Écrire ici';
export const addTraces = 'Ajouter des traces';
export const addThese = (count: number) =>
  count > 0 ? `Ajouter ${plural(count, 'trace', 'traces')}` : 'Choisir des traces';
export const moveUp = 'Monter';
export const moveDown = 'Descendre';
export const dragIt = 'Glisser pour déplacer';
export const dropPart = 'Sortir';
export const tellIt = 'La raconter';
export const retellIt = 'La raconter ainsi';
export const storyTooLong =
  'Elle a plus de mots qu’une histoire n’en contient : trois mille environ. Racontes-en deux.';
export const tooLongHere = 'C’est beaucoup au même endroit. Mets une trace au milieu.';
export const emptyTelling = 'Ajoute des traces, et écris entre elles.';
export const storyTold = 'L’histoire est racontée.';
export const cite = 'Mettre dans une histoire';
export const citedNow = 'Elle est dans ton histoire.';
export const storyFull = 'Une histoire contient cent traces au plus.';
export const takeAlong = 'L’emporter';
export const asHtml = 'En page (HTML)';
export const asMd = 'En texte (Markdown)';
export const shareStory = 'Partager dehors';
export const shareLead =
  'Qui a le lien lit cette histoire, avec tous ses noms et ses mots, sans entrer. Tu peux le retirer quand tu veux.';
export const sharedLead = 'Un lien est dehors : qui l’a lit cette histoire.';
export const makeStoryLink = 'Créer un lien';
export const newLink = 'Créer un nouveau lien';
export const newLinkSure = 'Créer un nouveau lien ? Celui qui est dehors ne mènera plus nulle part.';
export const unshare = 'Retirer le lien';
export const unshareSure = 'Retirer le lien ? Qui le suit ne lira plus rien.';
export const storyLinkOnce = 'Montré seulement maintenant.';
export const unsharedNow = 'Le lien ne mène plus nulle part.';
export const grewFromSister = 'de';
export const ofCircle = (circle: string) => `dans ${circle}`;
export const crossing = 'Cercles amis';
export const crossLead =
  'Aucun cercle ami ne la lit encore. Tu peux le permettre, avec ton nom et tous les mots qu’elle contient.';
export const crossesLead = 'Les cercles amis lisent cette histoire.';
export const letCross = 'La laisser passer';
export const letCrossNoMore = 'Ne plus la laisser passer';
