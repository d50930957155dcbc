import type { FaxPage, T30Document } from '@faxwire/t30';
import { rowOctets } from '@faxwire/t30';
import { randomOf } from '../specimen/rough-line.ts';
import type { Cell } from './dimensions.ts';

const WIDTH_PX = 1728;
/** Short pages: a call is mostly turning round. */
const ROWS = 32;
/** Words a line, in octets of dots: some of them long enough for more than one partial page with one page a call. */
const WORDS = 40;
/** A page alone may be longer. */
const ROWS_ALONE = 300;

/** Pages that differ from each other: rows of words, and white between. */
export function specimenDocument({ pages, resolution }: Pick<Cell, 'pages' | 'resolution'>): T30Document {
  const rows = pages === 1 ? ROWS_ALONE : ROWS;
  return { pageCount: pages, page: (index) => specimenPage(index, { rows, resolution }) };
}

function specimenPage(index: number, { rows, resolution }: { readonly rows: number; readonly resolution: Cell['resolution'] }): FaxPage {
  const random = randomOf(index + 1);
  const length = rowOctets(WIDTH_PX);
  const octets = new Uint8Array(rows * length);
  for (let row = 0; row < rows; row += 1) {
    if (row % 16 >= 10) continue;
    for (let word = 0; word < WORDS; word += 1) octets[row * length + Math.floor(random() * length)] = Math.floor(random() * 256);
  }
  return { raster: { widthPx: WIDTH_PX, octets }, resolution };
}
