/** Temporal's JSON of a history event; only what is used here. */
export interface HistoryEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

export interface MadeHistory {
  readonly events: readonly HistoryEvent[];
}

/** Flags of the SDK's core that recorded histories carry, and that turn the comparison of activity types on. */
const CORE_FLAGS = [1, 2, 3];
const TASK_QUEUE = { name: 'fax-lifecycle', kind: 'TASK_QUEUE_KIND_NORMAL' };
const RUN_ID = '00000000-0000-4000-8000-000000000000';
const START_MS = Date.UTC(2026, 0, 1);

/** A fax whose workflow scheduled these two activities, one after the other, the first of which answered "render". */
export function handMade(first: string, second: string): MadeHistory {
  const payload = (value: unknown) => ({ metadata: { encoding: base64('json/plain') }, data: base64(JSON.stringify(value)) });
  const answer = { step: { kind: 'render' }, line: { taskQueue: 'fax-media', callWithinMs: 1_000 } };
  const scheduled = (activityId: string, name: string, workflowTaskCompletedEventId: string) => ({
    activityId, activityType: { name }, taskQueue: TASK_QUEUE, workflowTaskCompletedEventId, input: { payloads: [payload('a-fax')] },
  });
  const task = (scheduledEventId: string, startedEventId: string) => ({
    scheduledEventId, startedEventId, identity: 'worker', sdkMetadata: { coreUsedFlags: CORE_FLAGS, langUsedFlags: [] },
  });
  return numbered([
    ['WORKFLOW_EXECUTION_STARTED', 'workflowExecutionStarted', {
      workflowType: { name: 'driveFax' }, taskQueue: TASK_QUEUE, input: { payloads: [payload('a-fax')] }, originalExecutionRunId: RUN_ID,
      firstExecutionRunId: RUN_ID, attempt: 1, workflowTaskTimeout: '10s',
    }],
    ['WORKFLOW_TASK_SCHEDULED', 'workflowTaskScheduled', { taskQueue: TASK_QUEUE, startToCloseTimeout: '10s', attempt: 1 }],
    ['WORKFLOW_TASK_STARTED', 'workflowTaskStarted', { scheduledEventId: '2', identity: 'worker' }],
    ['WORKFLOW_TASK_COMPLETED', 'workflowTaskCompleted', task('2', '3')],
    ['ACTIVITY_TASK_SCHEDULED', 'activityTaskScheduled', scheduled('1', first, '4')],
    ['ACTIVITY_TASK_STARTED', 'activityTaskStarted', { scheduledEventId: '5', identity: 'worker', attempt: 1 }],
    ['ACTIVITY_TASK_COMPLETED', 'activityTaskCompleted', { scheduledEventId: '5', startedEventId: '6', result: { payloads: [payload(answer)] } }],
    ['WORKFLOW_TASK_SCHEDULED', 'workflowTaskScheduled', { taskQueue: TASK_QUEUE, startToCloseTimeout: '10s', attempt: 1 }],
    ['WORKFLOW_TASK_STARTED', 'workflowTaskStarted', { scheduledEventId: '8', identity: 'worker' }],
    ['WORKFLOW_TASK_COMPLETED', 'workflowTaskCompleted', task('8', '9')],
    ['ACTIVITY_TASK_SCHEDULED', 'activityTaskScheduled', scheduled('2', second, '10')],
  ]);
}

/** The same without what recorded histories say about the SDK that made them. */
export function withoutFlags(history: MadeHistory): MadeHistory {
  return JSON.parse(JSON.stringify(history, (key, value: unknown) => (key === 'sdkMetadata' ? undefined : value))) as MadeHistory;
}

function numbered(events: readonly (readonly [type: string, attributes: string, values: object])[]): MadeHistory {
  return {
    events: events.map(([type, attributes, values], index) => ({
      eventId: String(index + 1),
      eventTime: new Date(START_MS + index * 10).toISOString(),
      eventType: `EVENT_TYPE_${type}`,
      [`${attributes}EventAttributes`]: values,
    })),
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
