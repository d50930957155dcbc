/** Habits and patience of the sandbox's machines, in ms or seconds of their own clock. */

/** A machine picks up after the first ring. */
export const ANSWER_AFTER_MS = 2_000;
/** Its answer tone is over then, and it asks for T.38. */
export const OFFER_AFTER_ANSWER_MS = 3_000;
/** A machine that nobody sends a fax to hangs up (T.30 T1 is 35 s). */
export const FAX_BEGINS_WITHIN_MS = 60_000;
/** SIP's timers are real: a lost re-INVITE must have time to be sent again, ms of ours. */
export const FAX_BEGINS_FLOOR_MS = 10_000;
/** Somebody who gets no answer hangs up. */
export const VOICE_TALKS_MS = 60_000;
/** After the last word of the fax the caller hangs up; if it does not, the machine does, ms of ours. */
export const CALLER_BYE_WITHIN_MS = 2_000;
/** No fax that the house sends takes longer, seconds. */
export const MAX_CALL_SECONDS = 7_200;
export const MAX_SILENCE_SECONDS = 60;
/** A machine that was told to be silent until somebody hangs up: then this ends the call, ms of ours. */
export const MAX_CALL_MS = 7_200_000;
