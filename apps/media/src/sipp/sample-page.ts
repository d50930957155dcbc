const WIDTH_PX = 1728;
const ROW_BYTES = WIDTH_PX / 8;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const ENTRY_BYTES = 12;
const HEADER_BYTES = 8;

/** For specs: a TIFF of one page at fine resolution, 1 bit a pixel, as long on the line as it has rows with marks in them. */
export function samplePage(rows: number): Uint8Array {
  const pixels = Buffer.alloc(ROW_BYTES * rows);
  for (let row = 0; row < rows; row += 1) pixels.fill(0x5a, row * ROW_BYTES + (row % 90), row * ROW_BYTES + (row % 90) + 60);
  const fields: [tag: number, type: number, value: number][] = [
    [256, LONG, WIDTH_PX], [257, LONG, rows], [258, SHORT, 1], [259, SHORT, 1], [262, SHORT, 0], [266, SHORT, 1], [273, LONG, 0], [277, SHORT, 1],
    [278, LONG, rows], [279, LONG, pixels.length], [282, RATIONAL, 0], [283, RATIONAL, 8], [296, SHORT, 2],
  ];
  const afterFields = HEADER_BYTES + 2 + fields.length * ENTRY_BYTES + 4;
  const head = Buffer.alloc(afterFields + 16);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(HEADER_BYTES, 4);
  head.writeUInt16LE(fields.length, HEADER_BYTES);
  fields.forEach(([tag, type, value], index) => {
    const at = HEADER_BYTES + 2 + index * ENTRY_BYTES;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(1, at + 4);
    // Resolutions lie after the fields, the strip after them.
    const written = type === RATIONAL ? afterFields + value : tag === 273 ? head.length : value;
    if (type === SHORT) head.writeUInt16LE(written, at + 8);
    else head.writeUInt32LE(written, at + 8);
  });
  [204, 1, 196, 1].forEach((number, index) => head.writeUInt32LE(number, afterFields + index * 4));
  return Buffer.concat([head, pixels]);
}
