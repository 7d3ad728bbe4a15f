export { From } from '../sisters/from';
export { InStories } from './in-stories';
export { tellAgain } from './sheets';
export { Stories } from './stories';
export { Teller } from './teller';
export { Told } from './told';
