import { encodePage } from '../coding/encode-page.ts';
import { PageDecoder } from '../coding/page-decoder.ts';
import { CodedPage } from './coded-page.ts';
import { glyphOf } from './face.ts';
import { headerLineText, withHeaderLine } from './header-line.ts';
import { type FaxPage, type PageResolution, rowCount } from './raster.ts';
import { printedPage, rasterOf } from '../specimen/page-specimen.ts';

const TEXT = headerLineText({ at: '2026-11-21 23:15', from: '+4930123456', to: '+19995550100', page: 2, pageCount: 12 });
const LINES_PER_MM = { standard: 3.85, fine: 7.7, superfine: 15.4, '300': 11.8, '400': 15.4 } as const;

const blackPage = (resolution: PageResolution, rows: number, widthPx = 1728): FaxPage => ({ resolution, raster: rasterOf(widthPx, Array.from({ length: rows }, () => [0, widthPx])) });

/** The letters that a page shows, read dot by dot, from a place on. */
function read(page: FaxPage, scale: { x: number; y: number }, letters: number): number[][] {
  const dot = (x: number, y: number) => (page.raster.octets[y * scale.y * (page.raster.widthPx >> 3) + ((x * scale.x) >> 3)]! >> (7 - ((x * scale.x) & 7))) & 1;
  return Array.from({ length: letters }, (_, n) =>
    Array.from({ length: 9 }, (_row, row) => Array.from({ length: 5 }, (_dot, column) => dot(24 + n * 6 + column, row + 1)).reduce((sum, bit) => sum * 2 + bit, 0)));
}
const shape = (letter: string): number[] => Array.from({ length: 9 }, (_, row) => glyphOf(letter)[row] ?? 0);

describe('the line above a page', () => {
  it.each([['standard', 2, 1], ['fine', 2, 2], ['superfine', 2, 4], ['300', 3, 3], ['400', 4, 4]] as const)('tells at %s when, from whom, to whom and which page', (resolution, x, y) => {
    const widthPx = { standard: 1728, fine: 1728, superfine: 1728, '300': 2592, '400': 3456 }[resolution];
    const page = withHeaderLine(blackPage(resolution, 100, widthPx), TEXT);
    expect(TEXT).toBe('2026-11-21 23:15   From: +4930123456   To: +19995550100   Page 2 of 12');
    expect(read(page, { x, y }, TEXT.length)).toEqual(Array.from(TEXT, shape));
  });

  it.each(['standard', 'fine', 'superfine', '300', '400'] as const)('makes a page at %s no longer, covers 4 mm at most, and leaves the rest alone', (resolution) => {
    const before = blackPage(resolution, 100);
    const { raster } = withHeaderLine(before, TEXT);
    expect(rowCount(raster)).toBe(100);
    const covered = Math.floor(LINES_PER_MM[resolution] * 4);
    expect(raster.octets.subarray(covered * 216).every((octet) => octet === 0xff)).toBe(true);
    expect(before.raster.octets.every((octet) => octet === 0xff)).toBe(true);
  });

  it('fits on the shortest page, and ends where the page does', () => {
    for (const rows of [0, 1, 5]) expect(rowCount(withHeaderLine(blackPage('fine', rows), 'x'.repeat(10_000)).raster)).toBe(rows);
  });

  it.each(['standard', 'fine', 'superfine'] as const)('is drawn into the code of a page at %s, dot by dot as over its dots', (resolution) => {
    const raster = printedPage(1728, 120);
    const mmr = { widthPx: 1728, rows: 120, octets: encodePage(raster, { compression: 'mmr', resolution }) };
    const neverDrawn = (): never => {
      throw new Error('the page was decoded');
    };
    const { octets } = withHeaderLine({ resolution, raster }, TEXT).raster;
    const coded = withHeaderLine(new CodedPage(mmr, resolution, neverDrawn), TEXT);
    const decoder = new PageDecoder({ compression: 'mmr', widthPx: 1728, maxRows: 500 });
    decoder.push(coded.mmr?.octets ?? new Uint8Array());
    expect(decoder.end()).toMatchObject({ ending: 'marked', badRows: 0 });
    expect(Buffer.compare(decoder.end().raster.octets, octets)).toBe(0);
    expect(Buffer.compare(withHeaderLine(new CodedPage(mmr, resolution, () => raster), TEXT).raster.octets, octets)).toBe(0);
  });

  it('has letters without their accents, and a question mark for what it cannot write', () => {
    expect(read(withHeaderLine(blackPage('fine', 30), 'Zürich 東'), { x: 2, y: 2 }, 8)).toEqual(Array.from('Zurich ?', shape));
  });
});
