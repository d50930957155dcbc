/** Writes the few kinds of PDF that we make ourselves (plain text, the sample): objects, a cross-reference table, a trailer. */
export class PdfWriter {
  private readonly parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  private readonly offsets: number[] = [];
  private length = this.parts[0]!.length;

  /** A number for an object that others name before it is written. */
  reserve(): number {
    return this.offsets.push(0);
  }

  add(body: string, id = this.reserve()): number {
    this.write(id, Buffer.from(body, 'latin1'));
    return id;
  }

  addStream(dictionary: string, data: Buffer, id = this.reserve()): number {
    const head = Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`, 'latin1');
    this.write(id, Buffer.concat([head, data, Buffer.from('\nendstream')]));
    return id;
  }

  end(rootId: number): Buffer {
    const xref = this.offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.offsets.length + 1;
    const tail = `xref\n0 ${size}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${size} /Root ${rootId} 0 R >>\nstartxref\n${this.length}\n%%EOF\n`;
    return Buffer.concat([...this.parts, Buffer.from(tail, 'latin1')]);
  }

  private write(id: number, body: Buffer): void {
    this.offsets[id - 1] = this.length;
    const object = Buffer.concat([Buffer.from(`${id} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    this.parts.push(object);
    this.length += object.length;
  }
}
