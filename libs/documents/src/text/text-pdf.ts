import type { PageSize } from '@faxwire/fax';
import { PAPERS } from '../pdf/paper.ts';
import { PdfWriter } from '../pdf/pdf-writer.ts';
import { MAX_PAGES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { LINES_PER_PAGE, layOutText } from './text-layout.ts';
import { toWinAnsi } from './win-ansi.ts';

/** 80 columns of 10 point Courier (6 points each), centred, and as many lines of 12 points as leave the margins of A4. */
const SHEETS: Readonly<Record<PageSize, { readonly left: number; readonly firstBaseline: number; readonly lines: number }>> = {
  A4: { left: 57.6, firstBaseline: 774, lines: LINES_PER_PAGE },
  Letter: { left: 66, firstBaseline: 724, lines: 55 },
  Legal: { left: 66, firstBaseline: 940, lines: 73 },
};
const FONT_POINTS = 10;
const LINE_POINTS = 12;

export interface TextPdf {
  readonly bytes: Buffer;
  readonly replacedCharacters: number;
}

/**
 * Plain text as a PDF in the standard Courier, which PDFium carries inside: no font of the machine matters.
 * It has Latin letters only; `replacedCharacters` counts those of other scripts, which print as question marks.
 */
export function textToPdf(text: string, pageSize: PageSize = 'A4'): TextPdf {
  const pdf = new PdfWriter();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>');
  const tree = pdf.reserve();
  const pages: number[] = [];
  let replacedCharacters = 0;
  for (const lines of layOutText(text, SHEETS[pageSize].lines)) {
    if (pages.length >= MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
    const { operators, replaced } = drawLines(lines, pageSize);
    replacedCharacters += replaced;
    const content = pdf.addStream('', operators);
    pages.push(pdf.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R >>`));
  }
  const kids = pages.map((id) => `${id} 0 R`).join(' ');
  const { width, height } = PAPERS[pageSize];
  const box = `/MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F ${font} 0 R >> >>`;
  pdf.add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} ${box} >>`, tree);
  return { bytes: pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`)), replacedCharacters };
}

function drawLines(lines: readonly string[], pageSize: PageSize): { operators: Buffer; replaced: number } {
  const { left, firstBaseline } = SHEETS[pageSize];
  const start = `BT /F ${FONT_POINTS} Tf ${LINE_POINTS} TL ${left} ${firstBaseline} Td\n`;
  const rows = lines.map(toWinAnsi);
  const drawn = rows.map(({ bytes }) => `<${bytes.toString('hex')}> Tj T*\n`).join('');
  return { operators: Buffer.from(`${start}${drawn}ET`, 'latin1'), replaced: rows.reduce((sum, row) => sum + row.replaced, 0) };
}
