/** Copies and latecomers that UDPTL would have dropped; further back is a peer that numbers anew. */
const MAX_BEHIND = 64;

/** Where a packet stands in the stream: in turn, after a gap, or already heard. */
export class StreamPosition {
  #expected: number | undefined;

  step(sequence: number): 'next' | 'gap' | 'old' {
    const expected = this.#expected ?? sequence;
    const behind = (expected - sequence) & 0xffff;
    if (behind > 0 && behind <= MAX_BEHIND) return 'old';
    this.#expected = (sequence + 1) & 0xffff;
    return behind === 0 ? 'next' : 'gap';
  }
}
