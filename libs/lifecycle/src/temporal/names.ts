/** Next steps, rendering and bookkeeping; polled by lifecycle processes. */
export const LIFECYCLE_TASK_QUEUE = 'fax-lifecycle';
/** Transmissions; polled by media processes only. */
export const MEDIA_TASK_QUEUE = 'fax-media';
/** The exported name of the workflow; histories refer to it. */
export const WORKFLOW_TYPE = 'driveFax';
export const NUDGE_SIGNAL = 'nudge';
/** What faxes can be searched by in Temporal. */
export const TENANT_ATTRIBUTE = 'FaxTenant';
export const STATUS_ATTRIBUTE = 'FaxStatus';
export const ATTEMPTS_ATTRIBUTE = 'FaxAttempts';
