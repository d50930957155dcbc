import sharp from 'sharp';

export interface PagePixels {
  readonly width: number;
  readonly height: number;
  /** Black pixels within a rectangle, the whole page when none is given. */
  black(left?: number, top?: number, right?: number, bottom?: number): number;
}

/** A page of a TIFF, decoded by libtiff and not by us. */
export async function pagePixels(path: string, page = 0): Promise<PagePixels> {
  const { data, info } = await sharp(path, { page }).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const black = (left = 0, top = 0, right = info.width, bottom = info.height) => {
    let count = 0;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (data[y * info.width + x] === 0) count += 1;
    return count;
  };
  return { width: info.width, height: info.height, black };
}
