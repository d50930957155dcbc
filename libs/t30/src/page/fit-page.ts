import { noChanges, paintRun, readChanges } from '../coding/changes.ts';
import { type FaxPage, type PageResolution, type Raster, rowCount, rowOctets } from './raster.ts';

/** What the far end takes. */
export interface PageFormat {
  readonly resolution: PageResolution;
  readonly widthPx: number;
}

/** Lines on a millimetre; 300 dots an inch are 11.8. */
const LINES_PER_MM: Readonly<Record<PageResolution, number>> = { standard: 3.85, fine: 7.7, superfine: 15.4, '300': 300 / 25.4, '400': 15.4 };
/** Dots of a line against those of R8: the same paper has 1728, 2592 or 3456 (T.30 table 2). */
const DOTS: Readonly<Record<PageResolution, number>> = { standard: 1, fine: 1, superfine: 1, '300': 1.5, '400': 2 };

/** Dots of a line of the same paper at another resolution. */
export function widthAt(page: PageFormat, resolution: PageResolution): number {
  return Math.round((page.widthPx * DOTS[resolution]) / DOTS[page.resolution]);
}

/**
 * The page as another machine can print it: at another resolution, and made smaller as a whole where its paper is narrower.
 * No line gets lost however thin it is: a dot is black when one of those that it stands for is, and no run is left empty.
 */
export function fitPage(page: FaxPage, format: PageFormat): FaxPage {
  const { raster, resolution } = page;
  if (resolution === format.resolution && raster.widthPx === format.widthPx) return page;
  const samePaper = widthAt({ resolution, widthPx: raster.widthPx }, format.resolution);
  const shrink = Math.min(format.widthPx / samePaper, 1);
  const scale = {
    x: (shrink * samePaper) / raster.widthPx,
    y: (shrink * LINES_PER_MM[format.resolution]) / LINES_PER_MM[resolution],
  };
  return { raster: scaled(raster, scale, format.widthPx), resolution: format.resolution };
}

function scaled(raster: Raster, scale: { readonly x: number; readonly y: number }, widthPx: number): Raster {
  const fromRows = rowCount(raster);
  const rows = fromRows === 0 ? 0 : Math.max(Math.round(fromRows * scale.y), 1);
  const length = rowOctets(widthPx);
  const octets = new Uint8Array(rows * length);
  for (let row = 0; row < rows; row += 1) {
    // Each row is in one place only, so that a thin line does not become two rows thick.
    const first = Math.floor((row * fromRows) / rows);
    const behind = Math.max(Math.floor(((row + 1) * fromRows) / rows), first + 1);
    const target = octets.subarray(row * length, (row + 1) * length);
    paintRow(merged(raster, first, behind), target, { fromPx: raster.widthPx, toPx: widthPx, scale: scale.x });
  }
  return { widthPx, octets };
}

/** Black where one of the rows is. */
function merged({ widthPx, octets }: Raster, first: number, behind: number): Uint8Array {
  const length = rowOctets(widthPx);
  const row = octets.slice(first * length, (first + 1) * length);
  for (let at = (first + 1) * length; at < behind * length; at += 1) row[at % length]! |= octets[at]!;
  return row;
}

function paintRow(row: Uint8Array, target: Uint8Array, width: { readonly fromPx: number; readonly toPx: number; readonly scale: number }): void {
  if (width.scale === 1) return void target.set(row.subarray(0, target.length));
  const changes = noChanges(width.fromPx);
  readChanges(row, changes, width.fromPx);
  for (let i = 0; changes[i]! < width.fromPx; i += 2) {
    const from = Math.min(Math.floor(changes[i]! * width.scale), width.toPx - 1);
    paintRun(target, from, Math.min(Math.max(Math.round(changes[i + 1]! * width.scale), from + 1), width.toPx));
  }
}
