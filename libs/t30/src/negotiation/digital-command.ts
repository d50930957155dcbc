import { bitOf, fieldOf } from '../frame/bits.ts';
import { readFrame } from '../frame/frame.ts';
import type { ImageModem } from '../line/modem.ts';
import type { PageResolution } from '../page/raster.ts';
import { BIT } from './capability-bits.ts';
import type { PageTerms } from './page-terms.ts';
import { widthClassOf, widthsAt } from './page-width.ts';
import { chosenBits, chosenModem } from './rate-bits.ts';
import { chosenScanMs, scanBits } from './scan-time.ts';

/** DCS bits that mean something else than in DIS (T.30 table 2). */
const RECEIVE = 10;
const FRAMES_OF_64 = 28;
const SUB_SENT = 49;
const SID_SENT = 50;

/** Codings and services that no machine of ours offers: a DCS that asks for one cannot be served. */
const FOREIGN_BITS = [26, 36, 38, 51, 53, 54, 55, 57, 59, 60, 62, 65, 68, 69, 78, 79, 92, 93, 94, 95, 105, 106, 107, 108, 109, 115, 116] as const;

export interface Sent {
  readonly subAddress: boolean;
  readonly senderId: boolean;
}

/** A DCS, read. Rates that are reserved read as no modem. */
export interface DigitalCommand extends Omit<PageTerms, 'modem'> {
  readonly modem: ImageModem | undefined;
  readonly foreign: boolean;
}

export function writeDcs(terms: PageTerms, sent: Sent): Uint8Array {
  const when = (condition: boolean, ...bits: number[]): number[] => (condition ? bits : []);
  return fieldOf([
    RECEIVE,
    ...chosenBits(terms.modem),
    ...resolutionBits(terms.resolution),
    ...when(terms.compression === 'mr', BIT.mr),
    ...widthBits(terms),
    ...when(terms.length === 'b4', BIT.lengthB4),
    ...when(terms.length === 'unlimited', BIT.lengthUnlimited),
    ...scanBits(terms.minScanLineMs),
    ...when(terms.ecm, BIT.ecm),
    ...when(terms.ecm && terms.frameOctets === 64, FRAMES_OF_64),
    ...when(terms.compression === 'mmr', BIT.mmr),
    ...when(sent.subAddress, SUB_SENT),
    ...when(sent.senderId, SID_SENT),
  ]);
}

export function readDcs(field: Uint8Array): DigitalCommand {
  const has = (bit: number): boolean => bitOf(field, bit);
  const ecm = has(BIT.ecm);
  const resolution = resolutionOf(has);
  return {
    modem: chosenModem(field),
    ecm,
    frameOctets: ecm && has(FRAMES_OF_64) ? 64 : 256,
    compression: has(BIT.mmr) ? 'mmr' : has(BIT.mr) ? 'mr' : 'mh',
    resolution,
    // 11 is invalid and read as the widest.
    widthPx: widthsAt(resolution)[has(BIT.width303) ? 2 : has(BIT.width255) ? 1 : 0],
    length: has(BIT.lengthUnlimited) ? 'unlimited' : has(BIT.lengthB4) ? 'b4' : 'a4',
    minScanLineMs: chosenScanMs(field),
    foreign: FOREIGN_BITS.some(has),
  };
}

/** The modem that a frame commands which is a DCS; undefined for any other, and for a speed that is reserved. */
export function commandedModem(octets: Uint8Array): ImageModem | undefined {
  const frame = readFrame(octets);
  return frame?.name === 'DCS' ? chosenModem(frame.field) : undefined;
}

function resolutionBits(resolution: PageResolution): number[] {
  const bits = { standard: [], fine: [BIT.fine], superfine: [BIT.superfine], '300': [BIT.dpi300], '400': [BIT.dots400] };
  return bits[resolution];
}

function resolutionOf(has: (bit: number) => boolean): PageResolution {
  if (has(BIT.dots400)) return '400';
  if (has(BIT.dpi300)) return '300';
  if (has(BIT.superfine)) return 'superfine';
  return has(BIT.fine) ? 'fine' : 'standard';
}

function widthBits(terms: PageTerms): number[] {
  return [[], [BIT.width255], [BIT.width303]][widthClassOf(terms.widthPx, terms.resolution) ?? 0] ?? [];
}
