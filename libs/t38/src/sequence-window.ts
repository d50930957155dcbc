/** What a sequence number means against the one that is expected next. */
export type SequenceVerdict = 'in-window' | 'duplicate' | 'implausible' | 'resync';

/** A minute of a call at the usual packet rate: further ahead is a stray datagram, not a loss. */
const MAX_AHEAD = 2000;
/** Late copies are at most a redundancy depth and some reordering old. */
const MAX_BEHIND = 64;
/** Distance within which strangers in a row count as one numbering. */
const MAX_STRIDE = 16;
/** Strangers that agree with each other before they are believed: RTP repeats one value here and never gets there. */
const STRANGERS_TO_RESYNC = 5;

/** Decides which datagrams belong: a stray one must neither read as 60,000 losses nor lock out a peer that restarted. */
export class SequenceWindow {
  #started = false;
  #strangers = 0;
  #lastStranger = 0;
  expected = 0;

  judge(sequence: number): SequenceVerdict {
    const ahead = (sequence - this.expected) & 0xffff;
    const behind = (this.expected - sequence) & 0xffff;
    if (!this.#started) return this.#start(sequence, ahead);
    if (ahead <= MAX_AHEAD) return this.#accept('in-window');
    if (behind <= MAX_BEHIND) return 'duplicate';
    return this.#stranger(sequence);
  }

  #start(sequence: number, ahead: number): SequenceVerdict {
    this.#started = true;
    if (ahead > MAX_STRIDE) this.expected = sequence;
    return 'in-window';
  }

  #stranger(sequence: number): SequenceVerdict {
    const stride = (sequence - this.#lastStranger) & 0xffff;
    this.#strangers = stride > 0 && stride <= MAX_STRIDE ? this.#strangers + 1 : 1;
    this.#lastStranger = sequence;
    if (this.#strangers < STRANGERS_TO_RESYNC) return 'implausible';
    this.expected = sequence;
    return this.#accept('resync');
  }

  #accept(verdict: SequenceVerdict): SequenceVerdict {
    this.#strangers = 0;
    return verdict;
  }
}
