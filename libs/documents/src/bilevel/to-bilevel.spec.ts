import { FAX_WIDTH_PX } from './fax-page.ts';
import { toBilevel } from './to-bilevel.ts';

const HEIGHT = 320;

function page(paint: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: FAX_WIDTH_PX * HEIGHT }, (_, i) => paint(i % FAX_WIDTH_PX, Math.floor(i / FAX_WIDTH_PX)));
}

function blackShare(pixels: Uint8Array, inside: (x: number, y: number) => boolean): number {
  let black = 0;
  let all = 0;
  pixels.forEach((pixel, i) => {
    if (!inside(i % FAX_WIDTH_PX, Math.floor(i / FAX_WIDTH_PX))) return;
    all += 1;
    if (pixel === 0) black += 1;
  });
  return black / all;
}

const whole = [{ left: 0, top: 0, right: FAX_WIDTH_PX, bottom: HEIGHT }];

describe('grey pixels made black and white', () => {
  it('keeps thin 50 % grey strokes whole and paper texture white', () => {
    const stroke = (x: number) => x % 20 < 2;
    const pixels = page((x) => (stroke(x) ? 127 : 230));
    toBilevel(pixels, []);
    expect(blackShare(pixels, stroke)).toBe(1);
    expect(blackShare(pixels, (x) => !stroke(x))).toBe(0);
  });

  it.each([60, 127, 180])('keeps the tone of a photograph of grey %i', (grey) => {
    const pixels = page(() => grey);
    toBilevel(pixels, whole);
    expect(blackShare(pixels, () => true)).toBeCloseTo(1 - grey / 255, 2);
  });

  it('dithers a tinted area outside images too, so that black text in it can be read', () => {
    const tinted = (x: number, y: number) => x >= 100 && x < 900 && y >= 50 && y < 250;
    const pixels = page((x, y) => (tinted(x, y) ? 160 : 255));
    toBilevel(pixels, []);
    expect(blackShare(pixels, tinted)).toBeCloseTo(1 - 160 / 255, 1);
    expect(blackShare(pixels, (x, y) => !tinted(x, y))).toBe(0);
  });

  it('does not dither a scanned letter, though it is an image', () => {
    const ink = (x: number, y: number) => x % 12 < 3 && y % 30 < 15;
    const pixels = page((x, y) => (ink(x, y) ? 70 : 225));
    toBilevel(pixels, whole);
    expect(blackShare(pixels, ink)).toBe(1);
    expect(blackShare(pixels, (x, y) => !ink(x, y))).toBe(0);
  });

  it('leaves text beside a photograph untouched', () => {
    const photo = (x: number) => x >= 800;
    const ink = (x: number) => x < 700 && x % 16 < 3;
    const pixels = page((x) => (photo(x) ? 100 : ink(x) ? 120 : 255));
    toBilevel(pixels, [{ left: 800, top: 0, right: FAX_WIDTH_PX, bottom: HEIGHT }]);
    expect(blackShare(pixels, (x) => x < 700 && !ink(x))).toBe(0);
    expect(blackShare(pixels, ink)).toBe(1);
    expect(blackShare(pixels, photo)).toBeCloseTo(1 - 100 / 255, 1);
  });
});
