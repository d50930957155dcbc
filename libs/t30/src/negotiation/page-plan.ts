import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { T30Capabilities } from '../call/t30-options.ts';
import type { Compression } from '../coding/compression.ts';
import type { ImageModem } from '../line/modem.ts';
import type { FaxPage, PageResolution } from '../page/raster.ts';
import { pageSize } from '../page/raster.ts';
import type { FarCapabilities } from './capability-bits.ts';
import { lengthFor, ROWS_PER_MM } from './page-length.ts';
import type { PageTerms } from './page-terms.ts';
import { widthClassOf, widthsAt } from './page-width.ts';

/** How one page goes to this far end. */
export interface PagePlan {
  readonly terms: PageTerms;
  /** Rows that fit on the far end's paper; a longer page is reduced. */
  readonly maxRows: number;
}
export type Planning = { readonly ok: true; readonly plan: PagePlan } | { readonly ok: false; readonly code: CompletionCode };

export interface Ends {
  readonly own: T30Capabilities;
  readonly far: FarCapabilities;
  readonly modem: ImageModem;
}

/** Every resolution below one, the nearest first; standard is what all machines have. */
const COARSER: Readonly<Record<PageResolution, readonly PageResolution[]>> = {
  '400': ['superfine', 'fine', 'standard'],
  '300': ['fine', 'standard'],
  superfine: ['fine', 'standard'],
  fine: ['standard'],
  standard: [],
};
/** The checks of a sender before its DCS (T.30 5.3.6.2.3): nothing is asked for that the far end did not offer. */
export function planPage(page: FaxPage, ends: Ends): Planning {
  const size = pageSize(page);
  const widthClass = widthClassOf(size.widthPx, page.resolution);
  if (widthClass === undefined || size.widthPx < 1) return { ok: false, code: COMPLETION.sizeUnsupported };
  const resolution = resolutionFor(page, ends);
  const fittingClass = Math.min(widthClass, ends.far.widthsPx.length - 1);
  const widthPx = widthsAt(resolution)[fittingClass] ?? widthsAt(resolution)[0];
  const lengthMm = size.rows / ROWS_PER_MM[page.resolution];
  const { length, maxRows } = lengthFor(ends.far, { lengthMm, resolution });
  const ecm = ends.own.ecm && ends.far.ecm;
  const form = { resolution, widthPx, length, ecm, compression: bestCompression(ends, ecm), modem: ends.modem };
  const minScanLineMs = ecm ? 0 : ends.far.scanMs(resolution);
  return { ok: true, plan: { terms: { ...form, minScanLineMs, frameOctets: ends.far.prefers64 ? 64 : 256 }, maxRows } };
}

/** The finest up to the page's own that the far end takes and we are to use. */
function resolutionFor({ resolution }: FaxPage, { own, far }: Ends): PageResolution {
  return [resolution, ...COARSER[resolution]].find((candidate) => far.resolutions.includes(candidate) && own.resolutions.includes(candidate)) ?? 'standard';
}

function bestCompression({ own, far }: Ends, ecm: boolean): Compression {
  const both = (compression: Compression): boolean => own.compressions.includes(compression) && far.compressions.includes(compression);
  if (ecm && both('mmr')) return 'mmr';
  return both('mr') ? 'mr' : 'mh';
}
