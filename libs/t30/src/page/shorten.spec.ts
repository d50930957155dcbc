import { shortened } from './shorten.ts';

describe('a page that is too long for the paper', () => {
  it('loses no line, however thin', () => {
    const octets = new Uint8Array(30);
    octets[17] = 0x80;
    const raster = shortened({ widthPx: 8, octets }, 10);
    expect([raster.octets.length, [...raster.octets].filter((octet) => octet !== 0)]).toEqual([10, [0x80]]);
  });

  it('stays as it is when it fits', () => {
    const raster = { widthPx: 8, octets: new Uint8Array(10) };
    expect(shortened(raster, 10)).toBe(raster);
  });
});
