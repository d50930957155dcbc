export { openRelay } from './open-relay.ts';
