import type { PageFigures } from '../call/t30-fact.ts';
import type { DecodedPage } from '../coding/page-decoder.ts';
import { PageDecoder } from '../coding/page-decoder.ts';
import { bitRateOf } from '../line/modem.ts';
import type { PageTerms } from '../negotiation/page-terms.ts';
import type { PageResolution } from '../page/raster.ts';

/** A page may be a metre long: octets that stand for white rows without end fill no memory. */
const MAX_ROWS: Readonly<Record<PageResolution, number>> = { standard: 3_850, fine: 7_700, superfine: 15_400, '300': 11_811, '400': 15_400 };

/** A page as it comes in, decoded at once. */
export class IncomingPage {
  ecmRetries = 0;
  retransmittedFrames = 0;
  retransmittedBlocks = 0;
  /** A block of it was given up by its sender. */
  isDamaged = false;
  #octets = 0;
  readonly #decoder: PageDecoder;

  constructor(
    private readonly terms: PageTerms,
    private readonly startedMs: number,
  ) {
    const { compression, resolution, widthPx } = terms;
    this.#decoder = new PageDecoder({ compression, widthPx, maxRows: MAX_ROWS[resolution] });
  }

  push(octets: Uint8Array): void {
    this.#octets += octets.length;
    this.#decoder.push(octets);
  }

  end(): DecodedPage {
    return this.#decoder.end();
  }

  figures(page: { readonly index: number; readonly rows: number; readonly last: boolean; readonly terms: PageTerms }, nowMs: number): PageFigures {
    const { compression, ecm, resolution, widthPx } = this.terms;
    const { modem } = page.terms;
    return {
      index: page.index,
      modem,
      bitRate: bitRateOf(modem),
      compression,
      ecm,
      resolution,
      widthPx,
      rows: page.rows,
      octets: this.#octets,
      retransmittedFrames: this.retransmittedFrames,
      retransmittedBlocks: this.retransmittedBlocks,
      ecmRetries: this.ecmRetries,
      durationMs: nowMs - this.startedMs,
      last: page.last,
    };
  }
}
