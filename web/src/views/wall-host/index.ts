export { WallHost } from './page';
