import { MAX_PAGE_LENGTH_INCHES, MAX_PAGE_SIDE_INCHES, MIN_PAGE_LENGTH_INCHES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { FAX_WIDTH_PX, FAX_X_DPI } from './fax-page.ts';

/** Letter is 1734 px wide: losing three white columns on each side beats shrinking every letter of the page. */
const TRIMMABLE_PX = 8;
const WIDEST_INCHES = (FAX_WIDTH_PX + TRIMMABLE_PX) / FAX_X_DPI;

export interface PaperSize {
  readonly widthInches: number;
  readonly heightInches: number;
}

/** Where a page lands on the fax page, in fax pixels (which are not square). */
export interface Placement {
  /** Turned clockwise, because it is wider than a fax page and wider than tall. */
  readonly quarterTurn: boolean;
  /** Negative when the page is trimmed. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly pageHeight: number;
}

/** Keeps a page at its true size, centred; only what is wider than the line is turned, trimmed or shrunk, never stretched. */
export function placePage(paper: PaperSize, yDpi: number): Placement {
  checkPaper(paper);
  const quarterTurn = paper.widthInches > paper.heightInches && paper.widthInches > WIDEST_INCHES;
  const across = quarterTurn ? paper.heightInches : paper.widthInches;
  const along = quarterTurn ? paper.widthInches : paper.heightInches;
  const scale = across > WIDEST_INCHES ? FAX_WIDTH_PX / FAX_X_DPI / across : 1;
  if (along * scale > MAX_PAGE_LENGTH_INCHES) throw new DocumentRefused('document_page_too_large');
  const width = Math.max(1, Math.round(across * scale * FAX_X_DPI));
  const height = Math.max(1, Math.round(along * scale * yDpi));
  const pageHeight = Math.max(height, Math.round(MIN_PAGE_LENGTH_INCHES * yDpi));
  return { quarterTurn, left: Math.floor((FAX_WIDTH_PX - width) / 2), width, height, pageHeight };
}

function checkPaper({ widthInches, heightInches }: PaperSize): void {
  if (!(widthInches > 0 && heightInches > 0)) throw new DocumentRefused('document_broken');
  if (Math.max(widthInches, heightInches) > MAX_PAGE_SIDE_INCHES) throw new DocumentRefused('document_page_too_large');
}
