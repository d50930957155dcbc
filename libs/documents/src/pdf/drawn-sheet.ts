import { toWinAnsi } from '../text/win-ansi.ts';
import type { Paper } from './paper.ts';
import type { PdfWriter } from './pdf-writer.ts';

/** Of PDF's standard fonts, which every reader has: Helvetica, Helvetica-Bold, Courier. They have Latin letters only. */
export type SheetFont = 'sans' | 'bold' | 'mono';

const BASE_FONTS: Readonly<Record<SheetFont, string>> = { sans: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' };

/** Every letter of Courier is as wide, in parts of the font's size. */
export const MONO_WIDTH = 0.6;

export interface TextStyle {
  readonly font: SheetFont;
  /** Points. */
  readonly size: number;
  /** 0 black, 1 white. */
  readonly grey?: number;
}

export interface Spot {
  /** Points from the left and from the bottom of the sheet. */
  readonly x: number;
  readonly y: number;
}

export interface Box extends Spot {
  readonly width: number;
  readonly height: number;
}

/** One sheet of paper that is drawn on: text, bars and one picture. */
export class DrawnSheet {
  readonly paper: Paper;
  readonly #operators: string[] = [];
  #replaced = 0;

  constructor(paper: Paper) {
    this.paper = paper;
  }

  /** Characters that the fonts lack; they are drawn as question marks. */
  get replacedCharacters(): number {
    return this.#replaced;
  }

  text({ x, y }: Spot, { font, size, grey = 0 }: TextStyle, text: string): void {
    const { bytes, replaced } = toWinAnsi(text);
    this.#replaced += replaced;
    this.#operators.push(`BT ${grey} g /${font} ${size} Tf ${points(x)} ${points(y)} Td <${bytes.toString('hex')}> Tj ET`);
  }

  bar({ x, y, width, height }: Box, grey = 0): void {
    this.#operators.push(`${grey} g ${points(x)} ${points(y)} ${points(width)} ${points(height)} re f`);
  }

  frame({ x, y, width, height }: Box, grey = 0): void {
    this.#operators.push(`${grey} G 0.5 w ${points(x)} ${points(y)} ${points(width)} ${points(height)} re S`);
  }

  picture({ x, y, width, height }: Box): void {
    this.#operators.push(`q ${points(width)} 0 0 ${points(height)} ${points(x)} ${points(y)} cm /Picture Do Q`);
  }

  /** Adds the page to a PDF. @param pictureId of the image that `picture` draws */
  addTo(pdf: PdfWriter, tree: number, pictureId?: number): number {
    const fonts = Object.entries(BASE_FONTS).map(([name, base]) => `/${name} << /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding >>`).join(' ');
    const content = pdf.addStream('', Buffer.from(this.#operators.join('\n'), 'latin1'));
    const pictures = pictureId === undefined ? '' : `/XObject << /Picture ${pictureId} 0 R >>`;
    const { width, height } = this.paper;
    return pdf.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${content} 0 R /Resources << /Font << ${fonts} >> ${pictures} >> >>`,
    );
  }
}

function points(value: number): string {
  return String(Number(value.toFixed(2)));
}
