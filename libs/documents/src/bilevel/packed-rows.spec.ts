import fc from 'fast-check';
import { packRows } from './packed-rows.ts';

describe('packed rows of a page', () => {
  it('have the first pixel in the highest bit, black as 1, and start each row at a byte', () => {
    const row = [0, 255, 255, 255, 255, 255, 255, 255, 0, 255, 0];
    expect([...packRows(Uint8Array.from([...row, ...row]), 11)]).toEqual([0x80, 0xa0, 0x80, 0xa0]);
  });

  it('say for each pixel what it was, at any width', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (width, black) => {
      const packed = packRows(Uint8Array.from(black.slice(0, width), (isBlack) => (isBlack ? 0 : 255)), width);
      for (let x = 0; x < width; x++) expect((packed[x >> 3]! & (0x80 >> (x & 7))) !== 0).toBe(black[x]);
    }));
  });
});
