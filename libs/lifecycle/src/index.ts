export { DBOS_APPLICATION_VERSION, DbosEngine, type DbosEngineOptions } from './dbos-engine.ts';
export { drive, type ActiveStep, type FaxSteps, type LifecyclePort } from './drive.ts';
export type { LifecycleEngine, TimerStore } from './lifecycle-engine.ts';
export { RESTART_AFTER_FAILURE_MS, STEP_RETRY } from './retry-of-steps.ts';
