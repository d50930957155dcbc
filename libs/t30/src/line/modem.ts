/** Modulations of the image channel (ITU-T T.30 table 2, DCS bits 11 to 14). Commands and responses always go by V.21. */
export const IMAGE_MODEMS = [
  'v27-2400',
  'v27-4800',
  'v29-7200',
  'v29-9600',
  'v17-7200',
  'v17-9600',
  'v17-12000',
  'v17-14400',
] as const;
export type ImageModem = (typeof IMAGE_MODEMS)[number];

/** Bits per second. */
export function bitRateOf(modem: ImageModem): number {
  return Number(modem.slice(modem.indexOf('-') + 1));
}

/** V.17 trains short for an image that follows a successful training check; the others have one kind. */
export type Training = 'long' | 'short';
