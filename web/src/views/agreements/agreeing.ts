export { Conclude, Trial } from './moves';
export { AgreementPage } from './page';
export { Propose } from './propose';
export { Word } from './word';
