export { HostPage } from './page';
export { TimeToBud } from './time-to-bud';
