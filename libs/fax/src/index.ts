export { causeOfSipStatus } from './cause-of-call.ts';
export { causeOfT30, type T30Outcome } from './cause-of-t30.ts';
export { attemptIdOf } from './attempt-id.ts';
export { automaticAttempts, decide, documentsOf, type Decision } from './decide.ts';
export { evolve, fold } from './evolve.ts';
export { FAILURE_CAUSES, causeDefinition, isFailureCause, type FailureCause } from './failure-cause.ts';
export type { AttemptClaim, FaxCommand } from './fax-command.ts';
export type {
  AttemptFailed, AttemptFailure, AttemptStart, CallAnswered, CallRinging, CallTraceReference, CallTraced, CoverPage, DocumentReference, DocumentRendered, ErasureReason,
  FaxArrived, FaxAttemptInitiated, FaxCancelled, FaxDirection, FaxDocumentErased, FaxEvent, FaxEventType, FaxFailed, FaxHeld, FaxIncoming, FaxIncomingFailed, FaxMode, FaxNegotiated, FaxPersonalDataErased, FaxReceived, FaxReceivedForCancel, FaxRetry,
  FaxRetryAttempted, FaxRevived, FaxSent, FaxWebhookUpdateFailed, FaxWishes, IncomingEnd, Negotiation, PageReceived, PageSent, PageSize, Priority,
  Resolution,
} from './fax-event.ts';
export { allPagesConfirmed, initialState, openAttempt, type Attempt, type FaxState, type StatusChange } from './fax-state.ts';
export { FAX_STATUSES, TRANSITIONS, isAtRest, shownStatusOf, transitionOf, type FaxPhase, type FaxStatus, type Transition } from './fax-status.ts';
export { summarise, type FaxSummary } from './fax-summary.ts';
export { LESSON_LIFE_MS, learnFrom, recalled, type DestinationLesson, type Learning } from './destination-lesson.ts';
export { LADDER, stepDown, type Rung } from './step-down.ts';
export { FULL_SETTINGS, lesserOf, sameSettings, t38UseOn, type BitRate, type LineSettings, type T38Use } from './line-settings.ts';
export { isPhoneNumber, maskPhoneNumber, phoneNumber, type PhoneNumber } from './phone-number.ts';
export { nextDue, type Due, type WaitReason } from './due.ts';
export { next, type DialPolicy, type Step, type TransmitStep } from './plan.ts';
export { isEmergencyNumber } from './emergency-number.ts';
export { neverDialled, refuseNumber, type NumberFacts, type NumberRefusal, type NumberRules } from './number-check.ts';
export { windowOpensAt, type CallingWindow } from './calling-window.ts';
export { openAt, type DialTerms } from './dial-terms.ts';
export { VOICES_LIFE_MS, heardIn, restsUntil, type VoicesHeard } from './destination-rest.ts';
export { isWhole } from './inbound/decide-incoming.ts';
export type { IncomingCall } from './inbound/incoming-call.ts';
export type { IncomingCommand } from './inbound/incoming-command.ts';
export type { Refusal, RefusalCode } from './refusal.ts';
export { DEFAULT_RETRY_POLICY, MAX_AUTOMATIC_ATTEMPTS, MAX_CALLS_TO_VOICE, accelerate, type RetryPolicy } from './retry-policy.ts';
