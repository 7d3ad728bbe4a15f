// Where a trace is written.
import { plural } from './numbers';

export const leave = 'Laisser';
export const whatDidYouDo = 'Qu’as-tu fait ?';
export const addOpenEnd = 'Quelqu’un pourrait…';
export const offWall = 'Pas sur le mur';
export const openEndHint = 'qu’est-ce qui pourrait venir après ?';
export const also = '+ aussi';
export const buildOnSome = '+ rebondir sur…';
export const findTrace = 'Chercher une trace';
export const noTraceFound = 'Aucune trace ne contient ces mots.';
export const dropParent = 'Ne pas rebondir sur celle-ci';
export const discard = 'Jeter';
export const leftInPod =
  'Tu n’es plus dans cette bulle : ceci n’y a donc pas été laissé. Laisse-le dans le cercle, ou copie-le.';
export const wentOut = 'C’est en route : les mots peuvent encore changer.';
export const whichJoint = 'À quelle échelle ?';
export const jointLead = 'Entre qui et qui ça se passe ?';
export const whatDidWeLearn = 'Qu’est-ce qu’on a appris ?';
export const inFeed = 'Les toucher sur le tableau';
export const isLeft = 'Tu as laissé une trace.';
export const goesLater = 'Tu es hors ligne. Ça attend dans ce navigateur, et part tout seul.';
export const room = (left: number) => `encore ${plural(left, 'signe', 'signes')}`;
export const noRoom = 'C’est trop long.';
export const isGone = 'Retirée ou cachée depuis.';
