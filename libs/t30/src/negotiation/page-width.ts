import type { PageResolution } from '../page/raster.ts';

/** 215, 255 and 303 mm at 204 dots an inch (T.30 table 2, bits 17 and 18). */
export const BASE_WIDTHS_PX = [1728, 2048, 2432] as const;
const WIDTHS_300_PX = [2592, 3072, 3648] as const;
const WIDTHS_400_PX = [3456, 4096, 4864] as const;

/** The three widths at this resolution, the narrowest first. */
export function widthsAt(resolution: PageResolution): readonly [number, number, number] {
  if (resolution === '300') return WIDTHS_300_PX;
  return resolution === '400' ? WIDTHS_400_PX : BASE_WIDTHS_PX;
}

/** 0..2 for a width of this resolution or less; undefined for what is wider than any. */
export function widthClassOf(widthPx: number, resolution: PageResolution): 0 | 1 | 2 | undefined {
  const found = widthsAt(resolution).findIndex((width) => widthPx <= width);
  return found < 0 ? undefined : (found as 0 | 1 | 2);
}
