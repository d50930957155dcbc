import type { PageSize } from '@faxwire/fax';
import { type FaxPage, type FaxResolution, FAX_WIDTH_PX, faxYDpi, WHITE } from '../bilevel/fax-page.ts';
import { type Placement, placePage } from '../bilevel/placement.ts';
import { toBilevel } from '../bilevel/to-bilevel.ts';
import { readGrey, readImageHead } from './decoder.ts';
import { imagePaper } from './image-paper.ts';
import { type Grey, orientationOf, upright } from './upright.ts';

export interface ImageSource {
  readonly path: string;
  readonly page: number;
  /** From the TIFF directory; PNG and JPEG bring one density for both. */
  readonly dpi?: { readonly x: number; readonly y: number } | undefined;
  /** For pictures that say no size. */
  readonly pageSize?: PageSize | undefined;
}

/** One picture as one fax page. */
export async function imagePage(source: ImageSource, resolution: FaxResolution): Promise<FaxPage> {
  const head = await readImageHead(source.path, source.page);
  const turn = orientationOf(head.orientation);
  const lying = turn.quarterTurns % 2 === 1;
  const { x: xDpi, y: yDpi } = source.dpi ?? { x: head.density, y: head.density };
  const stored = { widthPx: head.width, heightPx: head.height, xDpi, yDpi };
  const seen = lying ? { widthPx: head.height, heightPx: head.width, xDpi: yDpi, yDpi: xDpi } : stored;
  const placement = placePage(imagePaper(seen, source.pageSize), faxYDpi[resolution]);
  const turns = turn.quarterTurns + (placement.quarterTurn ? 1 : 0);
  const swapped = turns % 2 === 1;
  const size = swapped ? { width: placement.height, height: placement.width } : { width: placement.width, height: placement.height };
  const grey = upright(await readGrey(source.path, source.page, size), { mirrored: turn.mirrored, quarterTurns: turns });
  return onPaper(grey, placement, faxYDpi[resolution]);
}

function onPaper(grey: Grey, placement: Placement, yDpi: number): FaxPage {
  const pixels = new Uint8Array(FAX_WIDTH_PX * placement.pageHeight).fill(WHITE);
  const from = Math.max(0, -placement.left);
  const to = Math.min(grey.width, FAX_WIDTH_PX - placement.left);
  for (let y = 0; y < grey.height; y++) {
    const row = grey.pixels.subarray(y * grey.width + from, y * grey.width + to);
    pixels.set(row, y * FAX_WIDTH_PX + placement.left + from);
  }
  const { left, width, height } = placement;
  toBilevel(pixels, [{ left, top: 0, right: left + width, bottom: height }]);
  return { heightPx: placement.pageHeight, yDpi, pixels };
}
