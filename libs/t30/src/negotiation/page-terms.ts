import type { Compression } from '../coding/compression.ts';
import type { ImageModem } from '../line/modem.ts';
import type { PageResolution } from '../page/raster.ts';

/** What a DCS settles for the pages that follow. */
export interface PageTerms {
  readonly modem: ImageModem;
  readonly ecm: boolean;
  readonly frameOctets: 64 | 256;
  readonly compression: Compression;
  readonly resolution: PageResolution;
  /** In dots of this resolution. */
  readonly widthPx: number;
  readonly length: 'a4' | 'b4' | 'unlimited';
  readonly minScanLineMs: number;
}

/** Whether a page can follow without going back to phase B (MPS): resolution, size and coding stay; the speed may have been lowered. */
export function sameForm(one: PageTerms, other: PageTerms): boolean {
  return (
    one.resolution === other.resolution &&
    one.widthPx === other.widthPx &&
    one.length === other.length &&
    one.compression === other.compression &&
    one.ecm === other.ecm
  );
}
