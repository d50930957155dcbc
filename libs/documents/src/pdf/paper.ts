import type { PageSize } from '@faxwire/fax';

/** In points, 72 to the inch. */
export interface Paper {
  readonly width: number;
  readonly height: number;
}

/** ISO 216 and ANSI/ASME Y14.1. */
export const PAPERS: Readonly<Record<PageSize, Paper>> = {
  A4: { width: 595.28, height: 841.89 },
  Letter: { width: 612, height: 792 },
  Legal: { width: 612, height: 1008 },
};
