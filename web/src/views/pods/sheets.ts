export { About } from './about';
export { Call } from './call';
export { Invite } from './invite';
