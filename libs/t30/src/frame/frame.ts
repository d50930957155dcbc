import type { FrameName } from './fcf.ts';
import { fcfOf, nameOf } from './fcf.ts';

/** Address, control and FCF (T.30 5.3.4 to 5.3.6). */
export const ADDRESS = 0xff;
/** Exactly the last frame of a command or response is final. */
export const NON_FINAL = 0xc0;
export const FINAL = 0xc8;
const CONTROL_AT = 1;
const FCF_AT = 2;
const FIF_AT = 3;
/** Bit 5 of the control field tells them apart; the others are fixed, and a far end that sets them wrongly is still understood. */
const FINAL_BIT = FINAL & ~NON_FINAL;
/** A V.21 frame lasts at most 3 s + 15 % at 300 bit/s; what is longer is no frame of T.30 (5.3.4 note). */
export const MAX_V21_FRAME_OCTETS = 130;

export interface Frame {
  /** Undefined for a control field that nobody here knows. */
  readonly name: FrameName | undefined;
  readonly fcf: number;
  readonly final: boolean;
  /** Facsimile information field; may be empty. */
  readonly field: Uint8Array;
}

export interface FrameContent {
  readonly name: FrameName;
  readonly field?: Uint8Array;
}

/** Undefined for octets that are no frame at all. */
export function readFrame(octets: Uint8Array): Frame | undefined {
  const fcf = octets[FCF_AT];
  if (fcf === undefined || octets[0] !== ADDRESS) return undefined;
  const final = ((octets[CONTROL_AT] ?? 0) & FINAL_BIT) !== 0;
  return { name: nameOf(fcf), fcf, final, field: octets.subarray(FIF_AT) };
}

export function writeFrame(content: FrameContent, how: { readonly x: boolean; readonly final: boolean }): Uint8Array {
  const field = content.field ?? new Uint8Array();
  const octets = new Uint8Array(FIF_AT + field.length);
  octets.set([ADDRESS, how.final ? FINAL : NON_FINAL, fcfOf(content.name, how.x)]);
  octets.set(field, FIF_AT);
  return octets;
}

/** A command or response: all its frames, of which the last one is final. */
export function writeCommand(contents: readonly FrameContent[], x: boolean): Uint8Array[] {
  return contents.map((content, at) => writeFrame(content, { x, final: at === contents.length - 1 }));
}
