const HEAD = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/** A PDF that leaves piece by piece: it remembers where each object begins, and nothing of what is in it. */
export class PdfStream {
  readonly #offsets: number[] = [];
  #length = 0;

  /** A number for an object that others name before it is written. */
  reserve(): number {
    return this.#offsets.push(0);
  }

  object(id: number, body: string): Buffer {
    return this.#begin(id, [Buffer.from(`${body}\n`, 'latin1')]);
  }

  stream(id: number, dictionary: string, data: Buffer): Buffer {
    return this.#begin(id, [Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`, 'latin1'), data, Buffer.from('\nendstream\n')]);
  }

  /** The cross-reference table and the trailer. */
  end(rootId: number): Buffer {
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.#offsets.length + 1;
    const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root ${rootId} 0 R >>\n`;
    return Buffer.from(`${table}startxref\n${this.#length}\n%%EOF\n`, 'latin1');
  }

  #begin(id: number, body: readonly Buffer[]): Buffer {
    const head = this.#length === 0 ? HEAD : Buffer.alloc(0);
    this.#offsets[id - 1] = this.#length + head.length;
    const bytes = Buffer.concat([head, Buffer.from(`${id} 0 obj\n`), ...body, Buffer.from('endobj\n')]);
    this.#length += bytes.length;
    return bytes;
  }
}
