export type { PageKind } from './call-time.ts';
export { callSeconds, PAGE_KINDS, writePageOf } from './call-time.ts';
export type { DensityOrder } from './density.ts';
export type { Density } from './measure-density.ts';
export { measureDensity } from './measure-density.ts';
