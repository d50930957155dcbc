import { BLACK, FAX_WIDTH_PX, WHITE } from './fax-page.ts';
import { BLOCKS_ACROSS, isTint, LINE_ART, type Region, TINT_EDGE, toneMap } from './tone-map.ts';

/** 128 deletes 50 % grey text; with 190 it survives, thin strokes stay whole and paper texture stays white. */
export const TEXT_THRESHOLD = 190;

const DITHER_THRESHOLD = 128;
const FOUR_WHITE = 0xffffffff;

/**
 * Turns grey pixels (1728 a row) into BLACK and WHITE in place: text and lines by threshold, tones by error diffusion.
 * Dithering everything would make pages up to four times longer on the line.
 */
export function toBilevel(grey: Uint8Array, images: readonly Region[]): void {
  const tones = toneMap(grey, images);
  if (!tones) return threshold(grey);
  diffuse(grey, tones);
}

/** Most of a page is white: four white pixels at once are passed over. */
function threshold(grey: Uint8Array): void {
  const words = new Uint32Array(grey.buffer, grey.byteOffset, grey.length / 4);
  for (let word = 0; word < words.length; word++) {
    if (words[word] === FOUR_WHITE) continue;
    for (let i = word * 4; i < word * 4 + 4; i++) grey[i] = grey[i]! < TEXT_THRESHOLD ? BLACK : WHITE;
  }
}

/** Floyd-Steinberg (1976), serpentine so that flat tones show no diagonal worms; errors never cross into text. */
function diffuse(grey: Uint8Array, tones: Uint8Array): void {
  const height = grey.length / FAX_WIDTH_PX;
  let errors = new Float32Array(FAX_WIDTH_PX + 2);
  let below = new Float32Array(FAX_WIDTH_PX + 2);
  for (let y = 0; y < height; y++) {
    diffuseRow(grey, tones, { y, errors, below });
    [errors, below] = [below, errors];
    below.fill(0);
  }
}

interface Row {
  readonly y: number;
  readonly errors: Float32Array;
  readonly below: Float32Array;
}

function diffuseRow(grey: Uint8Array, tones: Uint8Array, { y, errors, below }: Row): void {
  const step = y % 2 === 0 ? 1 : -1;
  const row = y * FAX_WIDTH_PX;
  const blocks = (y >>> 4) * BLOCKS_ACROSS;
  for (let n = 0, x = step === 1 ? 0 : FAX_WIDTH_PX - 1; n < FAX_WIDTH_PX; n++, x += step) {
    const value = grey[row + x]!;
    const block = tones[blocks + (x >>> 4)];
    if (block === LINE_ART || (block === TINT_EDGE && !isTint(value))) {
      grey[row + x] = value < TEXT_THRESHOLD ? BLACK : WHITE;
      continue;
    }
    const wanted = value + errors[x + 1]!;
    const chosen = wanted < DITHER_THRESHOLD ? BLACK : WHITE;
    grey[row + x] = chosen;
    const error = (wanted - chosen) / 16;
    errors[x + 1 + step]! += error * 7;
    below[x + 1 - step]! += error * 3;
    below[x + 1]! += error * 5;
    below[x + 1 + step]! += error;
  }
}
