import type { AttemptFailure } from '@faxwire/fax';
import { TerminalError, type TerminalFailure } from '@faxwire/terminal';
import { failure } from './call-failure.ts';

const CAUSE_OF_TERMINAL: Readonly<Record<TerminalFailure['cause'], AttemptFailure['cause']>> = {
  crashed: 'media_crashed',
  hung: 'media_hung',
  silent: 'far_end_silent',
  call_too_long: 'call_too_long',
  start_failed: 'media_crashed',
  unrecorded: 'interrupted',
};

/** How a call ends in which no fax machine was heard. */
const UNHEARD: ReadonlySet<AttemptFailure['cause']> = new Set(['far_end_silent', 'no_fax_signal', 'call_dropped']);

/** Nobody waits longer for a terminal that was told to end. */
export const TERMINAL_STUCK = failure('media_hung', 'the terminal did not end when told to');

export function failureOfTerminal({ cause, detail }: TerminalFailure): AttemptFailure {
  return failure(CAUSE_OF_TERMINAL[cause], detail);
}

/** There was none to be had. */
export function failureOfOpening(error: unknown): AttemptFailure {
  return failure('media_crashed', error instanceof TerminalError ? `no fax terminal: ${error.message}` : 'no fax terminal');
}

/**
 * Of a fax in audio that came to no training. No fax machine may have been heard: the refusal of T.38 before it is what
 * there is to tell then.
 */
export function failureInAudio(failed: AttemptFailure, refusal: AttemptFailure | undefined): AttemptFailure {
  if (!UNHEARD.has(failed.cause)) return failed;
  if (refusal) return { ...refusal, ...failure(refusal.cause, `${refusal.detail}; in audio: ${failed.detail}`) };
  return failed.cause === 'far_end_silent' ? { ...failed, cause: 'no_fax_signal' } : failed;
}
