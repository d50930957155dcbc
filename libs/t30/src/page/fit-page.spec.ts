import fc from 'fast-check';
import { anyRaster, printedPage, rasterOf } from '../specimen/page-specimen.ts';
import { fitPage, widthAt } from './fit-page.ts';
import { type PageResolution, rowCount, rowOctets } from './raster.ts';

const RESOLUTIONS = ['standard', 'fine', 'superfine', '300', '400'] as const;

/** Octets of a row that are not white. */
const blackRows = ({ widthPx, octets }: { widthPx: number; octets: Uint8Array }): number[] =>
  Array.from({ length: octets.length / rowOctets(widthPx) }, (_, n) => n).filter((n) => octets.subarray(n * rowOctets(widthPx), (n + 1) * rowOctets(widthPx)).some((octet) => octet !== 0));

describe('a page that is made fit for another machine', () => {
  it('is the same page when nothing has to change', () => {
    const page = { raster: printedPage(1728, 20), resolution: 'fine' } as const;
    expect(fitPage(page, { resolution: 'fine', widthPx: 1728 })).toBe(page);
  });

  it('keeps a line of one row and a stroke of one dot', () => {
    const rows = Array.from({ length: 100 }, (_, n) => (n === 33 ? [0, 1728] : [901, 1]));
    const page = fitPage({ raster: rasterOf(1728, rows), resolution: 'fine' }, { resolution: 'standard', widthPx: 1728 });
    expect(rowCount(page.raster)).toBe(50);
    expect(blackRows(page.raster)).toHaveLength(50);
    expect(page.raster.octets.subarray(16 * 216, 17 * 216).every((octet) => octet === 0xff)).toBe(true);
    expect(page.raster.octets[15 * 216 + 112]).toBe(0x80 >> 5);
  });

  it.each([
    ['A3 on A4', 2432, 'fine', 1728, 'fine', 231 * (1728 / 2432)],
    ['B4 on A4, coarser', 2048, 'fine', 1728, 'standard', (231 / 2) * (1728 / 2048)],
    ['300 dots an inch on fine', 2592, '300', 1728, 'fine', (231 * 7.7) / (300 / 25.4)],
    ['400 on superfine', 3456, '400', 1728, 'superfine', 231],
    ['superfine on standard', 1728, 'superfine', 1728, 'standard', 231 / 4],
  ] as const)('%s is smaller as a whole', (_, fromPx, from, toPx, to, rows) => {
    const black = rasterOf(fromPx, Array.from({ length: 231 }, () => [0, fromPx]));
    const page = fitPage({ raster: black, resolution: from }, { resolution: to, widthPx: toPx });
    expect(page).toMatchObject({ resolution: to, raster: { widthPx: toPx } });
    expect(rowCount(page.raster)).toBe(Math.round(rows));
    expect(page.raster.octets.every((octet) => octet === 0xff)).toBe(true);
  });

  it('knows how wide the same paper is at another resolution', () => {
    expect(widthAt({ resolution: 'fine', widthPx: 2048 }, '300')).toBe(3072);
    expect(widthAt({ resolution: '400', widthPx: 4864 }, 'standard')).toBe(2432);
  });

  it('loses no black row and has no dot beside the page, whatever it shows', () => {
    fc.assert(fc.property(anyRaster([1728, 2432, 3456], 9), fc.constantFrom<PageResolution>(...RESOLUTIONS), fc.constantFrom(...RESOLUTIONS), fc.constantFrom(1728, 2048, 2432), (raster, from, to, widthPx) => {
      const { raster: result } = fitPage({ raster, resolution: from }, { resolution: to, widthPx });
      expect(result.octets.length % rowOctets(widthPx)).toBe(0);
      expect(blackRows(result).length > 0).toBe(blackRows(raster).length > 0);
    }));
  });
});
