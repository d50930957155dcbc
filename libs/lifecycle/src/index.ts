export { drive, type ActiveStep, type FaxSteps, type LifecyclePort } from './drive.ts';
export { EngineUnavailable, type LifecycleEngine, type TimerStore } from './lifecycle-engine.ts';
export { RESTART_AFTER_FAILURE_MS, STEP_RETRY } from './retry-of-steps.ts';
export { AttemptRecord, appendKeptFacts } from './steps/attempt-record.ts';
export { FactJournal, type KeptFacts } from './steps/fact-journal.ts';
export { storeTrace } from './steps/keep-trace.ts';
export { LoggedFaxSteps } from './steps/fax-steps.ts';
export { receivedDocument, type ReceivedDocumentDependencies } from './steps/received-document.ts';
export { emptyScratch, withScratchFile } from './steps/scratch-file.ts';
export type {
  BookkeepingDependencies, Dialling, DocumentVault, Execution, FaxRecord, PageBinder, PageRenderer, RenderJob, Rendering, Traced, TransmitDependencies,
} from './steps/step-dependencies.ts';
export { transmitStep, type Transmitting } from './steps/transmit-step.ts';
