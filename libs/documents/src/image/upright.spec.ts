import sharp from 'sharp';
import { orientationOf, upright } from './upright.ts';

describe('a picture that lies as the camera was held', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is stood upright as the reference reader does it (EXIF %i)', async (orientation) => {
    const stored = { pixels: Uint8Array.from({ length: 6 }, (_, i) => i * 40), width: 3, height: 2 };
    const raw = { width: 3, height: 2, channels: 1 } as const;
    const tagged = await sharp(stored.pixels, { raw }).png().withMetadata({ orientation }).toBuffer();
    const reference = await sharp(tagged).autoOrient().toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const ours = upright(stored, orientationOf(orientation));
    expect([ours.width, ours.height, ...ours.pixels]).toEqual([reference.info.width, reference.info.height, ...reference.data]);
  });

  it.each([undefined, 0, 9])('stays as it is with the tag %s', (tag) => {
    expect(orientationOf(tag)).toEqual({ mirrored: false, quarterTurns: 0 });
  });
});
