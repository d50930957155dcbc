export { specify } from './decider-specification.ts';
export { temporaryDatabase, type TemporaryDatabase } from './temporary-postgres.ts';
