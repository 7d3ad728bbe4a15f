export { AskSheet } from './ask-sheet';
export { GatherSheet } from './gather-sheet';
export { RoundSheet } from './round-sheet';
