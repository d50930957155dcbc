import { PdfStream } from './pdf-stream.ts';

/** Writes the few kinds of PDF that we make ourselves (plain text, covers, reports, the sample) in memory. */
export class PdfWriter {
  readonly #stream = new PdfStream();
  readonly #parts: Buffer[] = [];

  /** A number for an object that others name before it is written. */
  reserve(): number {
    return this.#stream.reserve();
  }

  add(body: string, id = this.reserve()): number {
    this.#parts.push(this.#stream.object(id, body));
    return id;
  }

  addStream(dictionary: string, data: Buffer, id = this.reserve()): number {
    this.#parts.push(this.#stream.stream(id, dictionary, data));
    return id;
  }

  end(rootId: number): Buffer {
    return Buffer.concat([...this.#parts, this.#stream.end(rootId)]);
  }
}
