import fc from 'fast-check';
import { type Raster, rowCount, rowOctets } from '../page/raster.ts';
import { anyRaster, noisePage, printedPage } from '../specimen/page-specimen.ts';
import { encodePage } from './encode-page.ts';
import { type MmrImage, mmrImage, repainted } from './mmr-image.ts';

const imageOf = (raster: Raster): MmrImage => ({ widthPx: raster.widthPx, rows: rowCount(raster), octets: encodePage(raster, { compression: 'mmr', resolution: 'fine' }) });
const chequered = (strip: Raster): void => void strip.octets.fill(0x5a);

function withTop(raster: Raster, rows: number): Raster {
  const copy = { ...raster, octets: raster.octets.slice() };
  chequered({ ...copy, octets: copy.octets.subarray(0, rows * rowOctets(copy.widthPx)) });
  return copy;
}

describe('the image of a page in T.6', () => {
  it('with other dots in its first rows is, bit by bit, the image of the page that has them', () => {
    fc.assert(fc.property(anyRaster([1728, 2432, 3456]), fc.nat(10), (raster, at) => {
      const rows = at % rowCount(raster);
      const image = repainted(imageOf(raster), rows, chequered);
      expect(Buffer.compare(image!.octets, imageOf(withTop(raster, rows)).octets)).toBe(0);
    }), { numRuns: 200 });
  });

  it.each([['print', printedPage(1728, 200)], ['noise', noisePage(1728, 60)]])('does so for %s', (_, raster) => {
    expect(Buffer.compare(repainted(imageOf(raster), 22, chequered)!.octets, imageOf(withTop(raster, 22)).octets)).toBe(0);
  });

  it('is none where the page has no row below, and where a row above cannot be read', () => {
    const image = imageOf(printedPage(1728, 22));
    expect(repainted(image, 22, chequered)).toBeUndefined();
    expect(repainted({ ...image, rows: 500 }, 22, chequered)).toBeUndefined();
    expect(repainted(image, 21, chequered)).toBeDefined();
  });

  it('is none without its end', () => {
    const image = imageOf(printedPage(1728, 22));
    expect(mmrImage(image)).toBe(image);
    for (const octets of [image.octets.subarray(0, -2), new Uint8Array(), new Uint8Array(9), Uint8Array.of(1)]) expect(mmrImage({ ...image, octets })).toBeUndefined();
  });

  it('of any bytes is repainted or is none', () => {
    const end = Uint8Array.of(0, 0x10, 0x01);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(30), (octets, rows) => {
      const image = repainted({ widthPx: 1728, rows: 40, octets: Uint8Array.of(...octets, ...end) }, rows, chequered);
      expect(image === undefined || mmrImage(image) !== undefined).toBe(true);
    }), { numRuns: 300 });
  });
});
