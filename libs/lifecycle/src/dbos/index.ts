export { DBOS_APPLICATION_VERSION, DbosEngine, type DbosEngineOptions } from './dbos-engine.ts';
