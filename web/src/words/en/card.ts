// A trace, and what one does with it.
import { number } from './numbers';

export const someone = 'Someone';
export const you = 'You';
export const buildsOn = 'builds on';
export const and = ' and ';
export const earlier = 'an earlier trace';
export const reworded = 'reworded';
export const hasLeft = 'has left';
export const aProgram = 'program';
export const fromFile = 'from a file';
export const waiting = 'waiting';
export const refused = 'not left';
export const gone = { withdrawn: 'Taken back by its author.', hidden: 'Hidden by a host.' };
export const someoneCould = 'Someone could';
export const takenUp = (name: string) => `${name} took this up`;
export const grew = (count: number) => `${number.format(count)} grew from this`;
export const learned = 'What we learned';
export const buildOn = 'Build on';
export const warm = 'Warm';
export const warmed = 'Warmed';
export const more = 'More';
export const seeTrail = 'See its trail';
export const copyLink = 'Copy its link';
export const linkOf = 'Its link, for those who are in here';
export const reword = 'Reword';
export const withdraw = 'Take back';
export const withdrawSure = 'Take this trace back?';
export const withdrawMeans =
  'Its words, its photo and what it held open are erased for everyone. A line stays, for what grew from it.';
export const edit = 'Edit';
export const cancel = 'Cancel';
export const save = 'Save';
export const letOut = 'Leave it as a trace';
