// A trace, and what one does with it.
import { plural } from './numbers';

export const someone = 'Quelqu’un';
export const you = 'Toi';
export const hasLeft = 'n’est plus là';
export const aProgram = 'programme';
export const buildsOn = 'rebondit sur';
export const and = ' et ';
export const earlier = 'une trace antérieure';
export const reworded = 'reformulée';
export const fromFile = 'd’un fichier';
export const waiting = 'en attente';
export const refused = 'pas laissée';
export const gone = { withdrawn: 'Retirée par qui l’avait laissée.', hidden: 'Cachée par un hôte.' };
export const someoneCould = 'Quelqu’un pourrait';
export const takenUp = (name: string) => `${name} l’a repris`;
export const grew = (count: number) => plural(count, 'née de celle-ci', 'nées de celle-ci');
export const learned = 'Ce qu’on a appris';
export const buildOn = 'Rebondir';
export const warm = 'Réchauffer';
export const warmed = 'Réchauffée';
export const more = 'Plus';
export const seeTrail = 'Voir son sentier';
export const reword = 'Reformuler';
export const withdraw = 'Retirer';
export const withdrawSure = 'Retirer cette trace ?';
export const withdrawMeans =
  'Ses mots, sa photo et ce qu’elle laissait ouvert sont effacés pour tout le monde. Une ligne reste, pour ce qui en est né.';
export const edit = 'Modifier';
export const cancel = 'Annuler';
export const save = 'Enregistrer';
export const letOut = 'La laisser comme trace';
export const copyLink = 'Copier son lien';
export const linkOf = 'Son lien, pour les personnes d’ici';
