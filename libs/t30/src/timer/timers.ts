/** Timers of T.30 clause 5.4.3.1 (values) and Annex A.5.4 (T5). T3 waits for an operator, and there is none: PRI-x is taken for x. */
export const TIMER_MS = {
  /** Waiting for the far end after dialling: 60 s +-5. */
  T0: 60_000,
  /** Waiting for the first frame that makes sense, or telling who one is: 35 s +-5. */
  T1: 35_000,
  /** Waiting for a command or an image: 6 s +-1. SpanDSP takes 7 s, and so do we: a sender on a slow path needs it. */
  T2: 7_000,
  /** Waiting for a response: 3 s +-15 %; the longer end leaves room for the path. */
  T4: 3_450,
  /** Waiting for a receiver that is not ready: 60 s +-5 (Annex A.5.4.1). */
  T5: 60_000,
  /** A frame of the V.21 channel lasts at most 3 s +15 % (5.3.4). */
  frame: 3_450,
  /** Flags before the first frame: 1 s +15 % (5.3.1). */
  preamble: 1_150,
  /** A receiver that is not ready says so after this: well before the sender's T4 of 3 s -15 %, the preamble of its answer included. */
  ready: 1_000,
  /** A carrier went away in the middle of a wait; it may come back (5.4.2, 200 ms). */
  quiet: 200,
  /** A carrier's end that was never told: acted on when a response is complete and the line says nothing. */
  tail: 1_000,
  /** An image carrier of which nothing comes any more is down, whether or not its end was told. */
  stall: 15_000,
  /** The line is kept this long after DCN, so that the last packets arrive. */
  goodBye: 1_000,
  /** No state lasts longer, whatever is heard; an image has a limit of its own. */
  watchdog: 120_000,
  /** A page without error correction: 350,000 octets at 2400 bit/s, four times a page of text. */
  page: 1_200_000,
  /** A block: 256 frames of 256 octets at 2400 bit/s, stuffing included. */
  block: 300_000,
} as const;
export type TimerName = keyof typeof TIMER_MS;

/** Times that a command is said in all (5.4.2). */
export const MAX_TRIES = 3;
/** PPR for one block before the sender has to choose between CTC and EOR (Annex A.4.1). */
export const MAX_PPR = 4;
/** Blocks of one page: their number has eight bits, and a page of as many would be 16 MiB. */
export const MAX_BLOCKS = 256;
/** Pages in a row that a receiver rejects: a sender that goes on and on is not one that can send. */
export const MAX_REJECTIONS = 6;
/** Requests to repeat the last command or response (5.3.6.1.8). */
export const MAX_CRP = 3;
/** Between signals of different modulation, and before answering: 75 ms +-20 (5.3.2.2). */
export const GAP_MS = 75;
