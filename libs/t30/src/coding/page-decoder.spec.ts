import fc from 'fast-check';
import { type PageResolution, type Raster, rowCount, rowOctets } from '../page/raster.ts';
import { anyRaster, counter, noisePage, printedPage, rasterOf, WIDTHS } from '../specimen/page-specimen.ts';
import type { Compression } from './compression.ts';
import { encodePage } from './encode-page.ts';
import { type DecodedPage, PageDecoder } from './page-decoder.ts';

const COMPRESSIONS = ['mh', 'mr', 'mmr'] as const;
const anyCoding = fc.record({
  compression: fc.constantFrom<Compression>(...COMPRESSIONS),
  resolution: fc.constantFrom<PageResolution>('standard', 'fine', 'superfine', '300', '400'),
  minRowBits: fc.constantFrom(0, 24, 96, 288, 576),
});

/** `pieces`: how the octets come in, one piece at a time. */
function decode(octets: Uint8Array, like: { readonly compression: Compression; readonly widthPx: number; readonly maxRows?: number }, pieceOctets = Infinity): DecodedPage {
  const decoder = new PageDecoder({ maxRows: 5000, ...like });
  for (let at = 0; at < octets.length; at += pieceOctets) decoder.push(octets.subarray(at, at + pieceOctets));
  return decoder.end();
}

/** Each row as text, to be compared by row. */
function rowsOf({ widthPx, octets }: Raster): string[] {
  const length = rowOctets(widthPx);
  return Array.from({ length: octets.length / length }, (_, n) => Buffer.from(octets.subarray(n * length, (n + 1) * length)).toString('hex'));
}

describe('a page that is coded', () => {
  it('is decoded dot by dot, whatever the coding, the width and the pieces it comes in', () => {
    fc.assert(fc.property(anyRaster(), anyCoding, fc.constantFrom(1, 2, 3, 54, 256, Infinity), (raster, coding, piece) => {
      const page = decode(encodePage(raster, coding), { ...coding, widthPx: raster.widthPx }, piece);
      expect(page).toMatchObject({ badRows: 0, longestBadRun: 0, ending: 'marked' });
      expect(Buffer.compare(page.raster.octets, raster.octets)).toBe(0);
    }), { numRuns: 200 });
  });

  it.each(COMPRESSIONS)('in %s is whole for every width, for print and for noise', (compression) => {
    for (const widthPx of WIDTHS) {
      for (const raster of [printedPage(widthPx, 40), noisePage(widthPx, 6), rasterOf(widthPx, [[0, widthPx], [], [widthPx - 1, 1], [0, 1]])]) {
        const page = decode(encodePage(raster, { compression, resolution: 'fine' }), { compression, widthPx }, 59);
        expect(page).toEqual({ raster, badRows: 0, longestBadRun: 0, ending: 'marked' });
      }
    }
  });

  it('has each row filled up to the minimum scan line time, and its end not', () => {
    const raster = rasterOf(1728, Array.from({ length: 10 }, () => []));
    const bits = (minRowBits: number) => encodePage(raster, { compression: 'mh', resolution: 'fine', minRowBits }).length * 8;
    expect(bits(288)).toBe(10 * 288 + 6 * 12);
    // EOL, white 1728 and white 0 have 12 + 9 + 8 bits.
    expect(bits(0)).toBe(Math.ceil((10 * 29 + 72) / 8) * 8);
  });

  it('begins anew in one dimension every K rows', () => {
    const raster = printedPage(1728, 8);
    const tags = (resolution: PageResolution) => {
      const bits = Array.from(encodePage(raster, { compression: 'mr', resolution }), (octet) => octet.toString(2).padStart(8, '0')).join('');
      return [...bits.matchAll(/0{11}1(.)/g)].map(([, tag]) => tag).join('').slice(0, 8);
    };
    expect(tags('standard')).toBe('10101010');
    expect(tags('fine')).toBe('10001000');
  });
});

describe('a page that was damaged on the line', () => {
  const raster = printedPage(1728, 120);

  it('shows a copy of the row above for each bad row, and counts them', () => {
    const octets = encodePage(raster, { compression: 'mh', resolution: 'fine', minRowBits: 96 });
    const rows = rowsOf(raster);
    const random = counter(11);
    for (let n = 0; n < 60; n += 1) {
      const hurt = octets.slice();
      hurt[random() % (hurt.length - 12)]! ^= 1 << random() % 8;
      const page = decode(hurt, { compression: 'mh', widthPx: 1728 });
      const shown = rowsOf(page.raster);
      expect(page.badRows).toBeLessThanOrEqual(2);
      expect(shown.length).toBeGreaterThanOrEqual(rows.length - 1);
      const differing = shown.length === rows.length ? shown.filter((row, i) => row !== rows[i]).length : 0;
      expect(differing).toBeLessThanOrEqual(1);
    }
  });

  it('in two dimensions takes nothing on trust until the next row in one', () => {
    const octets = encodePage(raster, { compression: 'mr', resolution: 'fine' });
    const hurt = octets.slice();
    // In the first row, which is in one dimension: the three rows after it build on it.
    hurt[20]! ^= 0xff;
    hurt[21]! ^= 0xff;
    const page = decode(hurt, { compression: 'mr', widthPx: 1728 });
    expect(page).toMatchObject({ badRows: 4, longestBadRun: 4, ending: 'marked' });
    expect(rowsOf(page.raster).slice(4)).toEqual(rowsOf(raster).slice(4));
  });

  it('in MMR ends where it broke, with what was there before', () => {
    const octets = encodePage(raster, { compression: 'mmr', resolution: 'fine' });
    const hurt = octets.slice();
    hurt.fill(0, hurt.length >> 1, (hurt.length >> 1) + 1);
    const page = decode(hurt, { compression: 'mmr', widthPx: 1728 });
    expect(['broken', 'marked']).toContain(page.ending);
    const good = rowCount(page.raster) - page.badRows;
    expect(good).toBeGreaterThan(40);
    expect(rowsOf(page.raster).slice(0, 40)).toEqual(rowsOf(raster).slice(0, 40));
  });

  it('is as long as it came when the line goes down in it', () => {
    const octets = encodePage(raster, { compression: 'mh', resolution: 'fine' });
    const page = decode(octets.subarray(0, octets.length >> 1), { compression: 'mh', widthPx: 1728 });
    expect(page).toMatchObject({ badRows: 0, ending: 'cut' });
    const shown = rowsOf(page.raster);
    expect(shown.length).toBeGreaterThan(20);
    expect(shown).toEqual(rowsOf(raster).slice(0, shown.length));
  });

  it.each([['ones', 0xff], ['zeros', 0]])('may have %s in front of its first row', (_, filling) => {
    for (const compression of ['mh', 'mr'] as const) {
      const octets = encodePage(raster, { compression, resolution: 'fine' });
      const page = decode(Uint8Array.of(...new Uint8Array(50).fill(filling), ...octets), { compression, widthPx: 1728 }, 7);
      expect(page).toEqual({ raster, badRows: 0, longestBadRun: 0, ending: 'marked' });
    }
  });

  it('takes nothing that follows its end', () => {
    const octets = encodePage(raster, { compression: 'mr', resolution: 'fine' });
    const page = decode(Uint8Array.of(...octets, ...octets), { compression: 'mr', widthPx: 1728 });
    expect(page.raster).toEqual(raster);
  });
});

describe('a page of any bytes', () => {
  it.each(COMPRESSIONS)('in %s has no more rows than allowed and no more bad rows than rows', (compression) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), fc.constantFrom(...WIDTHS), fc.constantFrom(1, 40, Infinity), (octets, widthPx, piece) => {
      const page = decode(octets, { compression, widthPx, maxRows: 50 }, piece);
      expect(rowCount(page.raster)).toBeLessThanOrEqual(50);
      expect(page.badRows).toBeLessThanOrEqual(rowCount(page.raster));
      expect(page.longestBadRun).toBeLessThanOrEqual(page.badRows);
    }), { numRuns: 300 });
  });

  it('is the same whatever the pieces it comes in', () => {
    fc.assert(fc.property(anyRaster([1728], 6), anyCoding, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat(9), (raster, coding, changes, piece) => {
      const octets = encodePage(raster, coding);
      for (const [at, value] of changes) octets[at % octets.length] = value;
      const like = { ...coding, widthPx: 1728 };
      expect(decode(octets, like, piece + 1)).toEqual(decode(octets, like));
    }));
  });

  it('of one bit a row stops at the row limit: a megabyte would be eight million rows', () => {
    const bomb = new Uint8Array(1 << 20).fill(0xff);
    const page = decode(bomb, { compression: 'mmr', widthPx: 1728, maxRows: 4000 }, 256);
    expect(page).toMatchObject({ ending: 'full', badRows: 0 });
    expect(page.raster.octets.length).toBe(4000 * 216);
  });

  it.each(['mh', 'mr'] as const)('that never ends a line in %s has no rows', (compression) => {
    for (const filling of [0, 0xff, 0xb5]) {
      expect(rowCount(decode(new Uint8Array(1 << 18).fill(filling), { compression, widthPx: 1728 }, 4096).raster)).toBe(0);
    }
  });
});
