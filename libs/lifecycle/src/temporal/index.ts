export type { DescribedStep, DescribedSteps, FaxAttributes } from './activity-contract.ts';
export { temporalConnection, type TemporalConnectionOptions, type TemporalSettings } from './connection.ts';
export { LIFECYCLE_TASK_QUEUE, MEDIA_TASK_QUEUE } from './names.ts';
export type { NoticeListener, RuntimeNotice } from './quiet-runtime.ts';
export { prepareTemporal } from './prepare-temporal.ts';
export { ensureSearchAttributes, SearchAttributesMissing } from './search-attributes.ts';
export { TemporalEngine, type TemporalEngineOptions } from './temporal-engine.ts';
export { TemporalNudger, type TemporalNudgerOptions } from './temporal-nudger.ts';
export { TransmitWorker, type TransmitControl, type TransmitWorkerOptions } from './transmit-worker.ts';
