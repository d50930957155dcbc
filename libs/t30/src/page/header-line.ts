import { paintRun } from '../coding/changes.ts';
import { repainted } from '../coding/mmr-image.ts';
import { CodedPage } from './coded-page.ts';
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from './face.ts';
import { type FaxPage, type PageResolution, type Raster, rowCount, rowOctets } from './raster.ts';

/** What tells who sent a page, and which one it is. */
export interface HeaderLine {
  /** As it is to be printed. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
}

/** Dots that one dot of the face takes: letters of 1.7 mm and a strip of 2.9 mm at every resolution, and never more than 4 mm. */
const SCALES: Readonly<Record<PageResolution, { readonly x: number; readonly y: number }>> = {
  standard: { x: 2, y: 1 },
  fine: { x: 2, y: 2 },
  superfine: { x: 2, y: 4 },
  '300': { x: 3, y: 3 },
  '400': { x: 4, y: 4 },
};
const MARGIN = 1;
const ADVANCE = GLYPH_WIDTH + 1;
/** Machines cut some millimetres off the edge. */
const LEFT = 4 * ADVANCE;
/** More letters than the widest page holds would only cost time. */
const MAX_LETTERS = 500;
const COMBINING_MARKS = /\p{M}/gu;

export function headerLineText({ at, from, to, page, pageCount }: HeaderLine): string {
  return `${at}   From: ${from}   To: ${to}   Page ${page} of ${pageCount}`;
}

/** The page with a line of text on a white strip over its first rows; it is no longer than before. Letters lose their accents; what the face has not is a question mark. */
export function withHeaderLine(page: FaxPage, text: string): FaxPage {
  const { resolution, mmr } = page;
  const rows = (GLYPH_HEIGHT + 2 * MARGIN) * SCALES[resolution].y;
  const coded = mmr && repainted(mmr, rows, (strip) => paintStrip(strip, resolution, text));
  const draw = (): Raster => drawn(page, rows, text);
  return coded === undefined ? { raster: draw(), resolution } : new CodedPage(coded, resolution, draw);
}

function drawn({ raster, resolution }: FaxPage, rows: number, text: string): Raster {
  const copy = { widthPx: raster.widthPx, octets: raster.octets.slice() };
  paintStrip({ ...copy, octets: copy.octets.subarray(0, rows * rowOctets(copy.widthPx)) }, resolution, text);
  return copy;
}

/** The letters on white, over all rows of the strip. */
function paintStrip(strip: Raster, resolution: PageResolution, text: string): void {
  const scale = SCALES[resolution];
  strip.octets.fill(0);
  const most = Math.floor(strip.widthPx / scale.x / ADVANCE) - 2 * (LEFT / ADVANCE);
  lettersOf(text).slice(0, Math.max(most, 0)).forEach((letter, n) => paintLetter(strip, { letter, left: LEFT + n * ADVANCE, scale }));
}

function lettersOf(text: string): string[] {
  return Array.from(text.slice(0, MAX_LETTERS).normalize('NFD').replace(COMBINING_MARKS, ''));
}

function paintLetter(raster: Raster, at: { readonly letter: string; readonly left: number; readonly scale: { readonly x: number; readonly y: number } }): void {
  const { left, scale } = at;
  glyphOf(at.letter).forEach((dots, glyphRow) => {
    for (let column = 0; column < GLYPH_WIDTH; column += 1) {
      if ((dots & (1 << (GLYPH_WIDTH - 1 - column))) === 0) continue;
      const top = (MARGIN + glyphRow) * scale.y;
      const from = (left + column) * scale.x;
      for (let row = top; row < Math.min(top + scale.y, rowCount(raster)); row += 1) paintRun(rowOf(raster, row), from, from + scale.x);
    }
  });
}

function rowOf({ widthPx, octets }: Raster, row: number): Uint8Array {
  const length = rowOctets(widthPx);
  return octets.subarray(row * length, (row + 1) * length);
}
