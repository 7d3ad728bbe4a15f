export { AskSheet } from './ask-sheet';
export { GatherSheet } from './gather-sheet';
