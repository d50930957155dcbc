import type { PageSize } from '@faxwire/fax';
import type { PaperSize } from '../bilevel/placement.ts';
import { FAX_WIDTH_PX, FAX_X_DPI } from '../bilevel/fax-page.ts';

/** Screens and cameras write 72 or 96 and mean nothing by it; scanners and fax programs write what they mean. */
const MEANT_FROM_DPI = 98;
const MEANT_UP_TO_DPI = 4800;

/** What a pixel is worth when nobody says: small pictures stay small, photographs fill the page. */
const ASSUMED_DPI = 72;

const LINE_INCHES = FAX_WIDTH_PX / FAX_X_DPI;
const LENGTH_INCHES: Readonly<Record<PageSize, number>> = { A4: 11.69, Letter: 11, Legal: 14 };

/** A wider picture is a banner: it is shrunk to the width of the page, not turned. */
const WIDEST_TURNED = 2;

export interface ImageSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly xDpi?: number | undefined;
  readonly yDpi?: number | undefined;
}

/** How large a picture is on paper: as it says itself, or as large as fits. */
export function imagePaper(image: ImageSize, pageSize: PageSize = 'A4'): PaperSize {
  const { xDpi, yDpi } = image;
  if (isMeant(xDpi) && isMeant(yDpi)) return { widthInches: image.widthPx / xDpi, heightInches: image.heightPx / yDpi };
  const width = image.widthPx / ASSUMED_DPI;
  const height = image.heightPx / ASSUMED_DPI;
  const scale = width > height * WIDEST_TURNED ? LINE_INCHES / width : Math.min(LINE_INCHES / Math.min(width, height), LENGTH_INCHES[pageSize] / Math.max(width, height));
  const shrink = Math.min(1, scale);
  return { widthInches: width * shrink, heightInches: height * shrink };
}

function isMeant(dpi: number | undefined): dpi is number {
  // Standard fax lines are 98 to the inch, some programs write 96.
  return dpi !== undefined && dpi >= MEANT_FROM_DPI - 1 && dpi <= MEANT_UP_TO_DPI;
}
