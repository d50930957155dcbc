import { bitOf } from './bits.ts';

/** A block has at most this many frames (Annex A.3.6). */
export const BLOCK_FRAMES = 256;
const FIELD_OCTETS = BLOCK_FRAMES / 8;

/** PPR: bit n is frame n - 1, 1 asks for it. Frames that the block does not have are asked for too, as everyone does. */
export function writePpr(has: (frame: number) => boolean): Uint8Array {
  const field = new Uint8Array(FIELD_OCTETS);
  for (let frame = 0; frame < BLOCK_FRAMES; frame += 1) {
    if (!has(frame)) field[frame >> 3] = (field[frame >> 3] ?? 0) | (0x80 >> (frame & 7));
  }
  return field;
}

/** Which of the first `frames` frames are asked for. A field that is too short asks for nothing beyond its end. */
export function readPpr(field: Uint8Array, frames: number): number[] {
  const asked: number[] = [];
  for (let frame = 0; frame < Math.min(frames, BLOCK_FRAMES); frame += 1) if (bitOf(field, frame + 1)) asked.push(frame);
  return asked;
}
