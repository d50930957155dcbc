import type { TiffPageSize } from '../tiff/page-size.ts';

export interface SquaredSize extends TiffPageSize {
  /** How often each column and each row is shown. */
  readonly times: { readonly x: number; readonly y: number };
}

/**
 * The size of a page whose dots are repeated until they are nearly square: rows of standard resolution (204 x 98) twice,
 * columns of superfine (204 x 391) twice, fine (204 x 196) as it is. Then 204 : 196 is left, 4 %, which the density of the
 * picture says. Scaling it away would blur or lose dots, and these are the dots that went on the line.
 */
export function squared({ widthPx, heightPx, xDpi, yDpi }: TiffPageSize): SquaredSize {
  const times = { x: timesFor(yDpi, xDpi), y: timesFor(xDpi, yDpi) };
  return { widthPx: widthPx * times.x, heightPx: heightPx * times.y, xDpi: xDpi * times.x, yDpi: yDpi * times.y, times };
}

/** Nobody's lines are coarser; a file that says so would make a picture without end. */
const MOST_TIMES = 4;

function timesFor(finer: number, coarser: number): number {
  return coarser > 0 ? Math.min(MOST_TIMES, Math.max(1, Math.round(finer / coarser))) : 1;
}
