import { bitOf } from './bits.ts';
import type { FrameName } from './fcf.ts';
import type { Frame } from './frame.ts';

/** Bits by which a DCS or a DTC tells which frames came with it (T.30 table 2). */
const PROMISES: Partial<Record<FrameName, readonly (readonly [number, FrameName])[]>> = {
  DCS: [
    [49, 'SUB'],
    [50, 'SID'],
  ],
  DTC: [
    [35, 'PSA'],
    [47, 'SEP'],
    [50, 'PWD'],
  ],
};

/**
 * Whether a command whose other frames were partly spoilt may be acted upon. A name that got lost does no harm; a fax
 * without its sub-address goes to the wrong desk.
 */
export function hasPromisedFrames(last: Frame, before: readonly Frame[]): boolean {
  const promises = (last.name && PROMISES[last.name]) ?? [];
  return promises.every(([bit, name]) => !bitOf(last.field, bit) || before.some((frame) => frame.name === name));
}
