import { causeOfSipStatus, type AttemptFailure } from '@faxwire/fax';
import type { CallEnd } from '@faxwire/sip';

/** The longest text of a far end that is kept: it goes into the log of events. */
const MAX_DETAIL_LENGTH = 200;

export const failure = (cause: AttemptFailure['cause'], detail: string, more: Partial<AttemptFailure> = {}): AttemptFailure => ({
  cause,
  detail: printable(detail).slice(0, MAX_DETAIL_LENGTH),
  ...more,
});

/** Why a call ended that was never answered. */
export function failureOfUnanswered(end: CallEnd): AttemptFailure {
  switch (end.kind) {
    case 'refused':
      return refusal(end);
    case 'no_answer':
      return failure('no_answer', 'rang and was not answered');
    case 'timeout':
      return failure('trunk_unreachable', 'no response to INVITE');
    case 'transport':
      return failure('trunk_unreachable', end.detail);
    case 'protocol':
      return failure('service_unavailable', end.detail);
    case 'cancelled':
    case 'local_bye':
      return failure('stopped', 'given up before the answer');
    case 'remote_bye':
      return failure('call_dropped', 'hung up at once');
  }
}

function refusal(end: Extract<CallEnd, { kind: 'refused' }>): AttemptFailure {
  const cause = causeOfSipStatus(end.status);
  const q850 = end.q850Cause === undefined ? '' : `, Q.850 cause ${end.q850Cause}`;
  return failure(cause, `${end.status} ${end.reason}${q850}`, {
    sipStatus: end.status,
    ...(end.retryAfterSeconds !== undefined && { retryAfterMs: end.retryAfterSeconds * 1000 }),
  });
}

/** How an answered call ended, in words. */
export function describeEnd(end: CallEnd): string {
  switch (end.kind) {
    case 'remote_bye':
      return end.reason === undefined ? 'the far end hung up' : `the far end hung up (${end.reason})`;
    case 'transport':
    case 'protocol':
      return `the call broke (${end.detail})`;
    default:
      return `the call ended (${end.kind})`;
  }
}

/** A far end's words end up in logs and on screens: printable ASCII, nothing else. */
function printable(text: string): string {
  return [...text].map((char) => (char >= ' ' && char <= '~' ? char : '?')).join('');
}
