/** How long the steps of a call may take, in ms of the far end's time; divided by its time factor for ours. */

/** Our T.38 offer goes out this long after the answer when no fax machine was heard (Asterisk's sender waits 10.5 s). */
export const OFFER_AFTER_ANSWER_MS = 9_000;
/** After its answer tone a machine asks for T.38 by itself within 3.5 s; then we do. Asking at once would only cross its offer. */
export const OFFER_AFTER_CED_MS = 3_500;
/** A person who picked up may still put the call through to the machine. */
export const WAIT_FOR_FAX_MS = 15_000;
/** From the answer to T.38, whatever the far end tries. */
export const NEGOTIATION_MS = 120_000;
/** From the answer to the first command of training: a machine answers within seconds and sends DIS for 35 s (T1 of T.30, 5.4.1) before it gives up itself. */
export const TRAINING_AFTER_ANSWER_MS = 45_000;
/** A page on a fast clock still needs the processor's time, ms of ours. */
export const PAGE_FLOOR_MS = 30_000;
/** SIP's own timers do not run faster for a far end whose clock does: a lost re-INVITE needs some retransmissions. */
export const NEGOTIATION_FLOOR_MS = 10_000;
/** What a call may take on top of ringing, negotiation and the terminal's own limit before it is cut off. */
export const CALL_MARGIN_MS = 30_000;
/** Packets that arrived before a far end's BYE may hold the confirmation of a page: the terminal gets to read them, ms of ours. */
export const DRAIN_MS = 150;
/** A terminal that was told to end does so within 5 s or is taken for hung; beyond that nobody waits for it, ms of ours. */
export const TERMINAL_END_MS = 6_000;
/** A terminal that waits gives a far end up that sends nothing for so long, seconds: ten times T4 of T.30. A sender has timers of its own for every wait. */
export const MAX_SILENCE_SECONDS = 30;
