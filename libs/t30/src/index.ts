export type { LineSignal } from './line/line-signal.ts';
export type { ImageModem, Training } from './line/modem.ts';
export { bitRateOf, IMAGE_MODEMS } from './line/modem.ts';
export type { Utterance } from './line/utterance.ts';
export type { FaxPage, PageResolution, Raster } from './page/raster.ts';
export { rowCount, rowOctets } from './page/raster.ts';
