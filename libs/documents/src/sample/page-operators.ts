import { toWinAnsi } from '../text/win-ansi.ts';

/** Names of the fonts in the sample's resources. */
export type Font = 'Regular' | 'Bold' | 'Serif';

export interface TextAt {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font?: Font;
  /** 0 is black. */
  readonly grey?: number;
}

/** PDF drawing operators of one page; coordinates in points from the lower left corner. */
export class PageOperators {
  private readonly lines: string[] = [];

  text(content: string, { x, y, size, font = 'Regular', grey = 0 }: TextAt): this {
    const hex = toWinAnsi(content).bytes.toString('hex');
    this.lines.push(`BT ${grey} g /${font} ${size} Tf ${x} ${y} Td <${hex}> Tj ET`);
    return this;
  }

  /** Lines of text below each other. */
  paragraph(rows: readonly string[], at: TextAt & { leading: number }): this {
    rows.forEach((row, i) => this.text(row, { ...at, y: at.y - i * at.leading }));
    return this;
  }

  line(from: readonly [number, number], to: readonly [number, number], width: number): this {
    this.lines.push(`0 G ${width} w ${from.join(' ')} m ${to.join(' ')} l S`);
    return this;
  }

  box([left, bottom]: readonly [number, number], size: readonly [number, number], grey: number): this {
    this.lines.push(`${grey} g ${left} ${bottom} ${size.join(' ')} re f`);
    return this;
  }

  image(name: string, at: readonly [number, number], size: readonly [number, number]): this {
    this.lines.push(`q ${size[0]} 0 0 ${size[1]} ${at.join(' ')} cm /${name} Do Q`);
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.lines.join('\n'), 'latin1');
  }
}
