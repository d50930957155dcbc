/** How long the steps of a call that comes in may take, in ms of the far end's time; divided by its time factor for ours. */

/** At the latest; a caller whose calling tone is heard is asked at once. Our answer tone is over by then (2.6 to 4 s, T.30 4.3.3.1); Asterisk's receiver asks after 3.5 s. */
export const OFFER_T38_AFTER_MS = 3_000;
/** Asked again where both asked at once (491), or a lost answer ended the transaction. */
export const OFFER_T38_AGAIN_MS = 3_500;
/** From the answer to T.38: who has not agreed by then is no fax machine that we can hear (T.30 T1 is 35 s). */
export const FAX_WITHIN_MS = 60_000;
/** From the answer to audio, where T.38 is neither agreed nor refused: a caller looks for 35 s (T1) from its dialling on, and our first DIS takes four seconds. */
export const AUDIO_AFTER_MS = 12_000;
/** A re-INVITE that was lost is sent again twice by then, however fast the caller's clock runs, ms of ours. */
export const AUDIO_FLOOR_MS = 2_000;
/** SIP's own timers do not run faster for a far end whose clock does, ms of ours. */
export const FAX_WITHIN_FLOOR_MS = 10_000;
/** After the last word of the fax the caller hangs up; if it does not, we do, ms of ours. */
export const CALLER_BYE_WITHIN_MS = 2_000;
/** A caller that finds every channel taken is told to come again, seconds. */
export const RETRY_AFTER_SECONDS = 30;
/** As many pages as a fax of ours may have; a caller that goes on sends something else. */
export const MAX_PAGES = 500;
/** What a call may take on top of the negotiation and the terminal's own limit before it is cut off. */
export const CALL_MARGIN_MS = 30_000;
