import { writePage } from '@faxwire/terminal';

const WIDTH_PX = 1728;
const ROW_OCTETS = WIDTH_PX / 8;

/** For specs: a TIFF of one page at fine resolution, as long on the line as it has rows with marks in them. */
export async function writeSamplePage(path: string, rows: number): Promise<void> {
  const octets = new Uint8Array(ROW_OCTETS * rows);
  for (let row = 0; row < rows; row += 1) octets.fill(0x5a, row * ROW_OCTETS + (row % 90), row * ROW_OCTETS + (row % 90) + 60);
  await writePage(path, { raster: { widthPx: WIDTH_PX, octets }, resolution: 'fine' });
}
