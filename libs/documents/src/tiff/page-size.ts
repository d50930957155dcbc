import type { TiffDirectory } from './directory.ts';
import { RESOLUTION_UNIT, TiffTag } from './tags.ts';

const CENTIMETRES_PER_INCH = 2.54;

export interface TiffPageSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 when the file does not say. */
  readonly xDpi: number;
  readonly yDpi: number;
}

export function tiffPageSize(directory: TiffDirectory): TiffPageSize {
  const first = (tag: number, otherwise: number) => directory.get(tag)?.[0] ?? otherwise;
  const perInch = first(TiffTag.ResolutionUnit, RESOLUTION_UNIT.inch) === RESOLUTION_UNIT.centimetre ? CENTIMETRES_PER_INCH : 1;
  const dpi = (tag: number) => {
    const value = first(tag, 0) * perInch;
    return Number.isFinite(value) ? value : 0;
  };
  return {
    widthPx: first(TiffTag.ImageWidth, 0),
    heightPx: first(TiffTag.ImageLength, 0),
    xDpi: dpi(TiffTag.XResolution),
    yDpi: dpi(TiffTag.YResolution),
  };
}
