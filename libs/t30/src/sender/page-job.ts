import type { PageFigures } from '../call/t30-fact.ts';
import { encodePage } from '../coding/encode-page.ts';
import { bitRateOf } from '../line/modem.ts';
import type { PageEnd } from '../frame/page-end.ts';
import type { PageTerms } from '../negotiation/page-terms.ts';
import { fitPage } from '../page/fit-page.ts';
import type { FaxPage } from '../page/raster.ts';
import { rowCount } from '../page/raster.ts';
import { shortened } from '../page/shorten.ts';

/** A page on its way, with what there will be to tell of it. */
export class PageJob {
  retransmittedFrames = 0;
  retransmittedBlocks = 0;
  ecmRetries = 0;
  #rows = 0;
  #startedMs: number | undefined;
  #coded: { readonly octets: Uint8Array; readonly minRowBits: number } | undefined;

  constructor(
    readonly index: number,
    readonly end: PageEnd,
    private readonly source: { readonly page: FaxPage; readonly maxRows: number; readonly isLast: boolean },
  ) {}

  begin(nowMs: number): void {
    this.#startedMs ??= nowMs;
  }

  /** The page as it goes on the line. Without error correction rows are filled up, and how far depends on the speed. */
  coded(terms: PageTerms): Uint8Array {
    const minRowBits = terms.ecm ? 0 : Math.ceil((bitRateOf(terms.modem) * terms.minScanLineMs) / 1000);
    if (this.#coded?.minRowBits !== minRowBits) this.#coded = { octets: this.#asItIs(terms) ?? this.#encoded(terms, minRowBits), minRowBits };
    return this.#coded.octets;
  }

  /** The bits of the document itself, when the far end takes just those: most pages go so, and cost nothing. */
  #asItIs({ compression, resolution, widthPx }: PageTerms): Uint8Array | undefined {
    const { page, maxRows } = this.source;
    const fits = page.mmr && compression === 'mmr' && page.resolution === resolution && page.mmr.widthPx === widthPx && page.mmr.rows <= maxRows;
    if (!fits) return undefined;
    this.#rows = page.mmr.rows;
    return page.mmr.octets;
  }

  #encoded({ compression, resolution, widthPx }: PageTerms, minRowBits: number): Uint8Array {
    const raster = shortened(fitPage(this.source.page, { resolution, widthPx }).raster, this.source.maxRows);
    this.#rows = rowCount(raster);
    return encodePage(raster, { compression, resolution, minRowBits });
  }

  figures(terms: PageTerms, nowMs: number): PageFigures {
    const { modem, compression, ecm, resolution, widthPx } = terms;
    const octets = this.coded(terms).length;
    return {
      index: this.index,
      modem,
      bitRate: bitRateOf(modem),
      compression,
      ecm,
      resolution,
      widthPx,
      rows: this.#rows,
      octets,
      retransmittedFrames: this.retransmittedFrames,
      retransmittedBlocks: this.retransmittedBlocks,
      ecmRetries: this.ecmRetries,
      durationMs: nowMs - (this.#startedMs ?? nowMs),
      last: this.source.isLast,
    };
  }
}
