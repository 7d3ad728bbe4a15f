// Where a trace is written.
import { plural } from './numbers';

export const leave = 'Hinterlassen';
export const whatDidYouDo = 'Was hast du getan?';
export const addOpenEnd = 'Jemand könnte…';
export const offWall = 'Nicht auf die Wand';
export const openEndHint = 'was könnte als Nächstes kommen?';
export const also = '+ auch';
export const buildOnSome = '+ anknüpfen an…';
export const findTrace = 'Eine Spur finden';
export const noTraceFound = 'In keiner Spur stehen diese Worte.';
export const dropParent = 'Nicht an diese anknüpfen';
export const discard = 'Verwerfen';
export const leftInPod =
  'Du bist nicht mehr in diesem Grüppchen, darum wurde das dort nicht hinterlassen. Hinterlass es im Kreis, oder kopiere es.';
export const wentOut = 'Das ist unterwegs: seine Worte lassen sich noch ändern.';
export const whichJoint = 'Auf welcher Ebene?';
export const jointLead = 'Zwischen wem geschieht es?';
export const whatDidWeLearn = 'Was haben wir gelernt?';
export const inFeed = 'Auf dem Board antippen';
export const isLeft = 'Deine Spur ist hinterlassen.';
export const goesLater = 'Du hast kein Netz. Es wartet in diesem Browser und geht von selbst hinaus.';
export const room = (left: number) => `noch ${plural(left, 'Zeichen', 'Zeichen')}`;
export const noRoom = 'Es ist zu lang.';
export const isGone = 'Inzwischen zurückgenommen oder verborgen.';
