import sharp from 'sharp';

const WIDTH = 900;
const HEIGHT = 600;

/** A picture with the tones of a photograph, made from arithmetic alone: sky, sun, hills in haze, water. */
export function landscapePhoto(): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) pixels.set(colourAt(x / WIDTH, y / HEIGHT, grain(x, y)), (y * WIDTH + x) * 3);
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).jpeg({ quality: 80 }).toBuffer();
}

const HORIZON = 0.66;
/** Hills from the far haze to the near slope: where they stand, how steep, how dark. */
const HILLS = [
  { base: 0.5, waves: 5.1, steep: 0.06, shade: 0.62 },
  { base: 0.57, waves: 3.3, steep: 0.07, shade: 0.42 },
  { base: 0.64, waves: 7.7, steep: 0.045, shade: 0.22 },
];

function colourAt(x: number, y: number, noise: number): number[] {
  const light = y > HORIZON ? water(x, y) : land(x, y);
  const value = Math.min(1, Math.max(0, light + noise * 0.05));
  return [value * 255, value * 248, Math.min(255, value * 225 + 30)].map(Math.round);
}

function land(x: number, y: number): number {
  for (const hill of [...HILLS].reverse()) {
    if (y > hill.base - hill.steep * ridge(x, hill.waves)) return hill.shade + 0.12 * (y - hill.base + hill.steep);
  }
  return sky(x, y);
}

function sky(x: number, y: number): number {
  const fromSun = Math.hypot((x - 0.7) * 1.5, y - 0.22);
  if (fromSun < 0.07) return 1;
  return 0.45 + 0.35 * y + 0.3 * Math.exp(-fromSun * 5);
}

function water(x: number, y: number): number {
  const depth = (y - HORIZON) / (1 - HORIZON);
  const ripple = 0.08 * Math.sin(y * 260 + 9 * Math.sin(x * 11)) * (0.4 + depth);
  const path = 0.35 * Math.exp(-(((x - 0.7) / (0.05 + 0.12 * depth)) ** 2));
  return 0.52 - 0.25 * depth + ripple + path;
}

function ridge(x: number, waves: number): number {
  return Math.sin(x * waves) + 0.5 * Math.sin(x * waves * 2.7 + 1) + 0.18 * Math.sin(x * waves * 9.1 + 2);
}

/** Repeatable noise between -0.5 and 0.5, so that the sample is the same file whenever it is made. */
function grain(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
}
