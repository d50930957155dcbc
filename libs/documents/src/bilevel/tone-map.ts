import { FAX_WIDTH_PX } from './fax-page.ts';

/** Side of the squares in which a page is judged: smaller than a photograph, larger than a stroke of body text. */
export const BLOCK_PX = 16;
export const BLOCKS_ACROSS = FAX_WIDTH_PX / BLOCK_PX;

/** Every second pixel of every second row is enough to judge a block, and four times as fast. */
const SAMPLE_STEP = 2;

/** Page tones that thresholding would turn solid black: a tinted table head would swallow its text. */
const TINT = { from: 40, below: 190 };
/** Tones of a photograph; paper in a scan is lighter, ink darker. */
const PHOTO = { from: 20, below: 218 };

/** A tinted area is nearly all tint somewhere (letters are not), and at least half tint where text stands in it. */
const SEED_SHARE = 0.85;
const GROW_SHARE = 0.5;
/** Fewer blocks are the fat part of a headline. */
const MIN_TINT_BLOCKS = 6;

/** An image of which a third is tones is a photograph; of a scanned letter far less is. */
const PHOTO_SHARE = 0.33;

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What becomes of a block: its letters stay sharp, all of it is dithered, or (beside a tint) only its tinted pixels are. */
export const LINE_ART = 0;
export const TONES = 1;
export const TINT_EDGE = 2;

export function isTint(grey: number): boolean {
  return grey >= TINT.from && grey < TINT.below;
}

/** What every block of the page is, in rows of BLOCKS_ACROSS; undefined when the page is text and lines only. */
export function toneMap(grey: Uint8Array, images: readonly Region[]): Uint8Array | undefined {
  const rows = Math.ceil(grey.length / FAX_WIDTH_PX / BLOCK_PX);
  const tinted = shares(grey, rows, TINT);
  const map = growTint(tinted, rows);
  if (images.length > 0) {
    const toned = shares(grey, rows, PHOTO);
    for (const image of images) markPhoto(map, toned, blocksOf(image, rows));
  }
  return map.includes(TONES) ? map : undefined;
}

/** Four pixels that are no tone; most of a page is of them, and one comparison passes over all four. */
const FOUR_WHITE = 0xffffffff;
const PIXELS_PER_WORD = 4;
const WORDS_PER_ROW = FAX_WIDTH_PX / PIXELS_PER_WORD;
const WORDS_PER_BLOCK = BLOCK_PX / PIXELS_PER_WORD;

/** The share of each block that is of that tone. */
function shares(grey: Uint8Array, rows: number, tone: { from: number; below: number }): Float32Array {
  const counts = new Float32Array(rows * BLOCKS_ACROSS);
  const words = new Uint32Array(grey.buffer, grey.byteOffset, grey.length / PIXELS_PER_WORD);
  const height = grey.length / FAX_WIDTH_PX;
  for (let y = 0; y < height; y += SAMPLE_STEP) {
    const firstBlock = Math.floor(y / BLOCK_PX) * BLOCKS_ACROSS;
    const firstWord = y * WORDS_PER_ROW;
    for (let column = 0; column < WORDS_PER_ROW; column++) {
      if (words[firstWord + column] === FOUR_WHITE) continue;
      counts[firstBlock + Math.floor(column / WORDS_PER_BLOCK)]! += countTone(grey, (firstWord + column) * PIXELS_PER_WORD, tone);
    }
  }
  const samples = (BLOCK_PX / SAMPLE_STEP) ** 2;
  return counts.map((count) => count / samples);
}

function countTone(grey: Uint8Array, at: number, { from, below }: { from: number; below: number }): number {
  let count = 0;
  for (let i = at; i < at + PIXELS_PER_WORD; i += SAMPLE_STEP) {
    const value = grey[i]!;
    if (value >= from && value < below) count += 1;
  }
  return count;
}

/** Seeds of solid tint, grown over their tinted neighbours, and a rim around them so that no edge stays black. */
function growTint(tinted: Float32Array, rows: number): Uint8Array {
  const map = new Uint8Array(tinted.length);
  const seen = new Uint8Array(tinted.length);
  for (let start = 0; start < tinted.length; start++) {
    if (seen[start] || tinted[start]! < SEED_SHARE) continue;
    const area = connected(tinted, seen, { start, rows });
    if (area.length >= MIN_TINT_BLOCKS) for (const block of area) markAround(map, block, rows);
  }
  return map;
}

function connected(tinted: Float32Array, seen: Uint8Array, from: { start: number; rows: number }): number[] {
  const area = [from.start];
  seen[from.start] = 1;
  for (let next = 0; next < area.length; next++) {
    for (const block of neighbours(area[next]!, from.rows)) {
      if (seen[block] || tinted[block]! < GROW_SHARE) continue;
      seen[block] = 1;
      area.push(block);
    }
  }
  return area;
}

function neighbours(block: number, rows: number): number[] {
  const column = block % BLOCKS_ACROSS;
  const row = (block - column) / BLOCKS_ACROSS;
  const found: number[] = [];
  if (column > 0) found.push(block - 1);
  if (column < BLOCKS_ACROSS - 1) found.push(block + 1);
  if (row > 0) found.push(block - BLOCKS_ACROSS);
  if (row < rows - 1) found.push(block + BLOCKS_ACROSS);
  return found;
}

function markAround(map: Uint8Array, block: number, rows: number): void {
  map[block] = TONES;
  for (const near of neighbours(block, rows)) if (map[near] === LINE_ART) map[near] = TINT_EDGE;
}

/** A photograph is dithered whole, its bright sky too; in a scan only blocks around tones are (by `growTint`). */
function markPhoto(map: Uint8Array, toned: Float32Array, blocks: Region): void {
  const inside: number[] = [];
  for (let row = blocks.top; row < blocks.bottom; row++) {
    for (let column = blocks.left; column < blocks.right; column++) inside.push(row * BLOCKS_ACROSS + column);
  }
  const photographic = inside.filter((block) => toned[block]! >= GROW_SHARE).length;
  if (photographic < inside.length * PHOTO_SHARE) return;
  for (const block of inside) map[block] = TONES;
}

function blocksOf(image: Region, rows: number): Region {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  return {
    left: within(Math.floor(image.left / BLOCK_PX), BLOCKS_ACROSS),
    top: within(Math.floor(image.top / BLOCK_PX), rows),
    right: within(Math.ceil(image.right / BLOCK_PX), BLOCKS_ACROSS),
    bottom: within(Math.ceil(image.bottom / BLOCK_PX), rows),
  };
}
