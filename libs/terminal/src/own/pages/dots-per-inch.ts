import type { PageResolution } from '@faxwire/t30';

export interface DotsPerInch {
  readonly x: number;
  readonly y: number;
}

/** As the house writes them into its TIFFs: 8.04 dots by 3.85, 7.7 and 15.4 lines on a millimetre, and twice the dots. */
export const DOTS_PER_INCH: Readonly<Record<PageResolution, DotsPerInch>> = {
  standard: { x: 204, y: 98 },
  fine: { x: 204, y: 196 },
  superfine: { x: 204, y: 391 },
  '300': { x: 300, y: 300 },
  '400': { x: 408, y: 391 },
};

/** Fax programs write 203, 204 or 200, and 96 to 100 or 192 to 200 for the same lines (RFC 2306, section 2.2). */
const TOLERANCE = 0.04;

/** The resolution of T.30 that these dots are. */
export function resolutionOf({ x, y }: DotsPerInch): PageResolution | undefined {
  const all = Object.entries(DOTS_PER_INCH) as [PageResolution, DotsPerInch][];
  return all.find(([, dots]) => isNear(x, dots.x) && isNear(y, dots.y))?.[0];
}

function isNear(dots: number, wanted: number): boolean {
  return Math.abs(dots - wanted) <= wanted * TOLERANCE;
}
