export interface Grey {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** EXIF 2.3, tag 0x0112: mirrored left to right first, then turned clockwise by quarters. */
const ORIENTATIONS: Readonly<Record<number, { mirrored: boolean; quarterTurns: number }>> = {
  2: { mirrored: true, quarterTurns: 0 },
  3: { mirrored: false, quarterTurns: 2 },
  4: { mirrored: true, quarterTurns: 2 },
  5: { mirrored: true, quarterTurns: 3 },
  6: { mirrored: false, quarterTurns: 1 },
  7: { mirrored: true, quarterTurns: 1 },
  8: { mirrored: false, quarterTurns: 3 },
};

export function orientationOf(tag: number | undefined): { mirrored: boolean; quarterTurns: number } {
  return ORIENTATIONS[tag ?? 1] ?? { mirrored: false, quarterTurns: 0 };
}

export function upright(stored: Grey, turn: { mirrored: boolean; quarterTurns: number }): Grey {
  let grey = turn.mirrored ? mirror(stored) : stored;
  for (let i = 0; i < turn.quarterTurns % 4; i++) grey = quarterTurn(grey);
  return grey;
}

function mirror({ pixels, width, height }: Grey): Grey {
  const mirrored = pixels.slice();
  for (let y = 0; y < height; y++) mirrored.subarray(y * width, (y + 1) * width).reverse();
  return { pixels: mirrored, width, height };
}

function quarterTurn({ pixels, width, height }: Grey): Grey {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = pixels[y * width + x]!;
  }
  return { pixels: turned, width: height, height: width };
}
