import { frameNameOf } from '@faxwire/t30';

/** What a call met on its line, counted in both directions and whichever end had the trouble. */
export interface LineFigures {
  /** Training checks that failed (FTT). */
  readonly failedTrainings: number;
  /** A DCS or CTC that named another speed than the one before it. */
  readonly rateChanges: number;
  /** PPR: frames of a block were asked for again. */
  readonly partialPageRequests: number;
  /** Blocks of which something was asked for again, each once. */
  readonly retransmittedBlocks: number;
  /** RTN and PIN: a page was not taken as it came. */
  readonly rejectedPages: number;
}

const FCF_AT = 2;
/** The octet of bits 9 to 16 of a DCS, or of what a CTC has of it; bits 11 to 14 are the speed (T.30 table 2). */
const RATE_AT = 4;
const RATE_MASK = 0x3c;

/** Counts by the frames that pass: the same for every engine and every kind of line. */
export class LineTally {
  #counts = { failedTrainings: 0, rateChanges: 0, partialPageRequests: 0, retransmittedBlocks: 0, rejectedPages: 0 };
  #rate: number | undefined;
  #isAsked = false;

  get figures(): LineFigures {
    return { ...this.#counts };
  }

  /** An intact frame from its address on, in either direction, the first bit on the line on top. */
  frame(octets: Uint8Array): void {
    switch (frameNameOf(octets[FCF_AT] ?? 0)) {
      case 'DCS':
      case 'CTC':
        return this.#named((octets[RATE_AT] ?? 0) & RATE_MASK);
      case 'FTT':
        return this.#count('failedTrainings');
      case 'PPR':
        return this.#asked();
      case 'RTN':
      case 'PIN':
        return this.#answered('rejectedPages');
      case 'MCF':
      case 'RTP':
      case 'PIP':
      case 'ERR':
      case 'CFR':
        return this.#answered();
      default:
    }
  }

  #named(rate: number): void {
    if (this.#rate !== undefined && this.#rate !== rate) this.#count('rateChanges');
    this.#rate = rate;
  }

  #asked(): void {
    this.#count('partialPageRequests');
    if (!this.#isAsked) this.#count('retransmittedBlocks');
    this.#isAsked = true;
  }

  /** What is asked for after it belongs to another block. */
  #answered(name?: keyof LineFigures): void {
    this.#isAsked = false;
    if (name) this.#count(name);
  }

  #count(name: keyof LineFigures): void {
    this.#counts[name] += 1;
  }
}
