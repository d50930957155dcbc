/** TIFF 6.0 and RFC 2306 (TIFF-F); the tags of a fax page. */
export const TiffTag = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  PhotometricInterpretation: 262,
  FillOrder: 266,
  StripOffsets: 273,
  Orientation: 274,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  XResolution: 282,
  YResolution: 283,
  T6Options: 293,
  ResolutionUnit: 296,
  PageNumber: 297,
} as const;

export const TiffType = { Byte: 1, Ascii: 2, Short: 3, Long: 4, Rational: 5 } as const;

export const G4 = 4;
export const MIN_IS_WHITE = 0;
/** FillOrder of what was stored bit by bit as it came over the line. */
export const LOWEST_BIT_FIRST = 2;
export const RESOLUTION_UNIT = { inch: 2, centimetre: 3 } as const;
