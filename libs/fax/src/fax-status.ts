import type { FaxEventType } from './fax-event.ts';

export const FAX_STATUSES = [
  'FaxReceived',
  'FaxHeld',
  'FaxReceivedForCancel',
  'FaxCancelled',
  'FaxAttemptInitiated',
  'FaxSent',
  'FaxFailed',
  'FaxRetry',
  'FaxRetryAttempted',
  'FaxWebhookUpdateFailed',
  'FaxIncoming',
  'FaxArrived',
  'FaxIncomingFailed',
] as const;

/** The public status of a fax, in the words of the faxId API. */
export type FaxStatus = (typeof FAX_STATUSES)[number];

/** Where a fax stands inside; the public status says less than that. */
export type FaxPhase =
  | 'absent'
  | 'accepted'
  | 'held'
  | 'cancelling'
  | 'attempting'
  | 'between_attempts'
  | 'retry_requested'
  | 'sent'
  | 'failed'
  | 'cancelled'
  | 'receiving'
  | 'arrived'
  | 'broken_off';

export interface Transition {
  readonly event: FaxEventType;
  readonly from: readonly FaxPhase[];
  readonly to: FaxPhase | 'unchanged';
  /** The public status after it; absent where the event does not change it. */
  readonly status?: FaxStatus;
  readonly meaning: string;
}

const ATTEMPT_OPEN: readonly FaxPhase[] = ['attempting'];
const ANY: readonly FaxPhase[] = [
  'accepted', 'held', 'cancelling', 'attempting', 'between_attempts', 'retry_requested', 'sent', 'failed', 'cancelled',
  'receiving', 'arrived', 'broken_off',
];
const RENDERABLE: readonly FaxPhase[] = ['accepted', 'between_attempts', 'retry_requested'];
/** A held fax can come to the time at which its sender let it expire. */
const FAILABLE: readonly FaxPhase[] = [...RENDERABLE, 'held'];
const RESTING: readonly FaxPhase[] = ['sent', 'failed', 'cancelled', 'arrived', 'broken_off'];

/** Every status and transition there is: `decide` obeys it, the documentation prints it. */
export const TRANSITIONS: readonly Transition[] = [
  { event: 'FaxReceived', from: ['absent'], to: 'accepted', status: 'FaxReceived', meaning: 'Accepted and durable.' },
  { event: 'FaxHeld', from: ['accepted'], to: 'held', status: 'FaxHeld', meaning: 'Held by the sender before any attempt.' },
  { event: 'FaxRevived', from: ['held'], to: 'accepted', status: 'FaxReceived', meaning: 'Released from hold.' },
  {
    event: 'FaxReceivedForCancel', from: ['accepted', 'held'], to: 'cancelling', status: 'FaxReceivedForCancel',
    meaning: 'A stop request was accepted; nothing will be dialled.',
  },
  { event: 'FaxCancelled', from: ['cancelling'], to: 'cancelled', status: 'FaxCancelled', meaning: 'Stopped before any attempt.' },
  { event: 'DocumentRendered', from: RENDERABLE, to: 'unchanged', meaning: 'The document was turned into fax pages.' },
  {
    event: 'FaxAttemptInitiated', from: ['accepted', 'between_attempts'], to: 'attempting', status: 'FaxAttemptInitiated',
    meaning: 'Automatic attempt 1 to 5 begins; stored before the call is placed.',
  },
  { event: 'CallRinging', from: ATTEMPT_OPEN, to: 'unchanged', meaning: 'The far end is being alerted.' },
  { event: 'CallAnswered', from: ATTEMPT_OPEN, to: 'unchanged', meaning: 'The far end answered.' },
  { event: 'FaxNegotiated', from: ATTEMPT_OPEN, to: 'unchanged', meaning: 'Rate, error correction and resolution were agreed.' },
  { event: 'PageSent', from: ATTEMPT_OPEN, to: 'unchanged', meaning: 'The far end confirmed a page.' },
  { event: 'CallTraced', from: [...ATTEMPT_OPEN, 'receiving'], to: 'unchanged', meaning: 'The call has ended, and what went over the line is kept.' },
  { event: 'AttemptFailed', from: ATTEMPT_OPEN, to: 'between_attempts', meaning: 'The attempt ended with pages unconfirmed.' },
  {
    event: 'FaxSent', from: ['attempting', 'between_attempts'], to: 'sent', status: 'FaxSent',
    meaning: 'The far end confirmed every page.',
  },
  {
    event: 'FaxFailed', from: FAILABLE, to: 'failed', status: 'FaxFailed',
    meaning: 'The attempts are used up, or no attempt can cure the cause.',
  },
  {
    event: 'FaxRetry', from: ['failed'], to: 'retry_requested', status: 'FaxRetry',
    meaning: 'The sender asked for exactly one more attempt.',
  },
  {
    event: 'FaxRetryAttempted', from: ['retry_requested'], to: 'attempting', status: 'FaxRetryAttempted',
    meaning: 'The manual attempt begins; stored before the call is placed.',
  },
  {
    event: 'FaxWebhookUpdateFailed', from: ANY, to: 'unchanged',
    meaning: 'A webhook about this fax was given up on. It stands in the history and never hides what became of the fax.',
  },
  {
    event: 'FaxIncoming', from: ['absent'], to: 'receiving', status: 'FaxIncoming',
    meaning: 'A call to one of the tenant\'s numbers was answered.',
  },
  {
    event: 'PageReceived', from: ['receiving', 'broken_off'], to: 'receiving',
    meaning: 'A page came in and is stored; only then it is confirmed to the far end. One that the media worker kept while the log was away opens a fax again that was closed without it.',
  },
  { event: 'FaxArrived', from: ['receiving'], to: 'arrived', status: 'FaxArrived', meaning: 'Every page came in.' },
  {
    event: 'FaxIncomingFailed', from: ['receiving'], to: 'broken_off', status: 'FaxIncomingFailed',
    meaning: 'The call ended before the last page; the pages before are kept.',
  },
  { event: 'FaxDocumentErased', from: RESTING, to: 'unchanged', meaning: 'The document and its pages were erased, by request or by the tenant\'s policy.' },
  { event: 'FaxPersonalDataErased', from: RESTING, to: 'unchanged', meaning: 'Numbers, names and metadata were made unreadable, by request or by the tenant\'s policy.' },
];

const BY_EVENT = new Map(TRANSITIONS.map((transition) => [transition.event, transition]));

export function transitionOf(event: FaxEventType): Transition {
  const transition = BY_EVENT.get(event);
  if (!transition) throw new RangeError(`no transition for ${event}`);
  return transition;
}

/** As the history of a fax shows the event: its new status, or that a webhook was given up on. Undefined for facts of pages and calls. */
export function shownStatusOf(event: FaxEventType): FaxStatus | undefined {
  return transitionOf(event).status ?? (event === 'FaxWebhookUpdateFailed' ? event : undefined);
}

const AT_REST: ReadonlySet<FaxPhase> = new Set(RESTING);

/** True once nothing more happens to the fax by itself. */
export function isAtRest(phase: FaxPhase): boolean {
  return AT_REST.has(phase);
}
