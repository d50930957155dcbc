/** TIFF 6.0 and RFC 2306 (TIFF-F): the tags of a fax page. */
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

export const TiffType = { Short: 3, Long: 4, Rational: 5 } as const;
export const ENTRY_OCTETS = 12;

/** Of compression, of colours (0 is white), of page kinds (2: one of many), of units. */
export const T6 = 4;
export const MIN_IS_WHITE = 0;
export const ONE_OF_MANY = 2;
export const INCH = 2;
export const CENTIMETRE = 3;
