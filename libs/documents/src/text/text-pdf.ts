import { PdfWriter } from '../pdf/pdf-writer.ts';
import { MAX_PAGES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { layOutText } from './text-layout.ts';
import { toWinAnsi } from './win-ansi.ts';

/** A4 in points; 80 columns of 10 point Courier (6 points each) and 60 lines of 12 points, centred. */
const PAGE = { width: 595.28, height: 841.89 };
const FONT_POINTS = 10;
const LINE_POINTS = 12;
const LEFT = 57.6;
const FIRST_BASELINE = 774;

export interface TextPdf {
  readonly bytes: Buffer;
  readonly replacedCharacters: number;
}

/**
 * Plain text as a PDF in the standard Courier, which PDFium carries inside: no font of the machine matters.
 * It has Latin letters only; `replacedCharacters` counts those of other scripts, which print as question marks.
 */
export function textToPdf(text: string): TextPdf {
  const pdf = new PdfWriter();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>');
  const tree = pdf.reserve();
  const pages: number[] = [];
  let replacedCharacters = 0;
  for (const lines of layOutText(text)) {
    if (pages.length >= MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
    const { operators, replaced } = drawLines(lines);
    replacedCharacters += replaced;
    const content = pdf.addStream('', operators);
    pages.push(pdf.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R >>`));
  }
  const kids = pages.map((id) => `${id} 0 R`).join(' ');
  const box = `/MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F ${font} 0 R >> >>`;
  pdf.add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} ${box} >>`, tree);
  return { bytes: pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`)), replacedCharacters };
}

function drawLines(lines: readonly string[]): { operators: Buffer; replaced: number } {
  const start = `BT /F ${FONT_POINTS} Tf ${LINE_POINTS} TL ${LEFT} ${FIRST_BASELINE} Td\n`;
  const rows = lines.map(toWinAnsi);
  const drawn = rows.map(({ bytes }) => `<${bytes.toString('hex')}> Tj T*\n`).join('');
  return { operators: Buffer.from(`${start}${drawn}ET`, 'latin1'), replaced: rows.reduce((sum, row) => sum + row.replaced, 0) };
}
