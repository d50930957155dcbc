/** ITU-T T.4: A4 and Letter lines have 1728 picture elements, on every machine in the world. */
export const FAX_WIDTH_PX = 1728;

/** Picture elements across an inch: 8.04 per mm, written as 204 in TIFF. */
export const FAX_X_DPI = 204;

/** T.4 vertical resolutions: 3.85, 7.7 and 15.4 lines per mm. */
export const faxYDpi = { standard: 98, fine: 196, superfine: 391 } as const;

export type FaxResolution = keyof typeof faxYDpi;

export const BLACK = 0;
export const WHITE = 255;

/** One page as it goes on the line; one byte per pixel, BLACK or WHITE. */
export interface FaxPage {
  readonly heightPx: number;
  readonly yDpi: number;
  readonly pixels: Uint8Array;
}
