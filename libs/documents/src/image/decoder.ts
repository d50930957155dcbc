import { open as openFile } from 'node:fs/promises';
import sharp from 'sharp';
import { MAX_IMAGE_PIXELS } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import type { Grey } from './upright.ts';

// libvips reads dozens of formats by their bytes; only the three that we promise may run on a stranger's file.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadTiff', 'VipsForeignLoadPng', 'VipsForeignLoadJpeg'] });
// A render uses one core; the pool decides how many run at once. A cache would keep one tenant's pixels for the next.
sharp.concurrency(1);
sharp.cache(false);

export interface ImageHead {
  readonly width: number;
  readonly height: number;
  readonly orientation: number | undefined;
  readonly density: number | undefined;
}

function open(path: string, page: number) {
  return sharp(path, { page, limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'truncated', sequentialRead: true });
}

/** @throws DocumentRefused document_broken, document_page_too_large */
export async function readImageHead(path: string, page: number): Promise<ImageHead> {
  const { width, height, orientation, density } = await open(path, page).metadata().catch((error: unknown) => refused(error, path));
  if (width * height > MAX_IMAGE_PIXELS) throw new DocumentRefused('document_page_too_large');
  return { width, height, orientation, density };
}

/** Grey pixels on white paper, scaled while they are read; not turned. */
export async function readGrey(path: string, page: number, size: { width: number; height: number }): Promise<Grey> {
  const pixels = await open(path, page)
    .flatten({ background: '#ffffff' })
    .resize({ ...size, fit: 'fill' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw({ depth: 'uchar' })
    .toBuffer()
    .catch((error: unknown) => refused(error, path));
  return { pixels, ...size };
}

async function refused(error: unknown, path: string): Promise<never> {
  // libvips tells no missing or forbidden file from a damaged one; a system error from here does.
  await (await openFile(path, 'r')).close();
  const tooLarge = error instanceof Error && /pixel limit/.test(error.message);
  throw new DocumentRefused(tooLarge ? 'document_page_too_large' : 'document_broken');
}
