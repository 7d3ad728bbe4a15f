// Where a trace is written.
import { plural } from './numbers';

export const leave = 'Waiho';
export const whatDidYouDo = 'I aha koe?';
export const addOpenEnd = 'Mā tētahi pea…';
export const offWall = 'Kaua ki te pātū';
export const openEndHint = 'he aha pea ka whai ake?';
export const also = '+ anō hoki';
export const buildOnSome = '+ tāpiri atu ki…';
export const findTrace = 'Kimihia he tapuwae';
export const noTraceFound = 'Kāore he tapuwae kei a ia ēnei kupu.';
export const dropParent = 'Kaua e tāpiri atu ki tēnei';
export const discard = 'Whiua';
export const leftInPod =
  'Kua kore koe i taua rōpū iti, nō reira kāore tēnei i waiho ki reira. Waiho ki te hapori, tāruatia rānei.';
export const wentOut = 'Kei te ara tēnei: ka taea tonu ōna kupu te huri.';
export const whichJoint = 'Ko tēhea hononga?';
export const jointLead = 'Kei waenga i a wai?';
export const whatDidWeLearn = 'He aha tā tātou i ako ai?';
export const inFeed = 'Pāngia i te papa';
export const isLeft = 'Kua waiho tō tapuwae.';
export const goesLater = 'Kua tuimotu koe. Ka tatari i tēnei pūtirotiro, ā, ka tukuna noa.';
export const room = (left: number) => `${plural(left, 'pūāhua', 'pūāhua')} e toe ana`;
export const noRoom = 'He roa rawa.';
export const isGone = 'Kua unuhia, kua hunaia rānei i muri mai.';
