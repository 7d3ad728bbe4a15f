export { Door } from './door';
export { Closed, Home } from './home';
