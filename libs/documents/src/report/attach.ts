import { createHash } from 'node:crypto';
import type { PdfWriter } from '../pdf/pdf-writer.ts';

export interface Attachment {
  /** ASCII, without brackets. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Puts a file into a PDF (PDF 32000-1, 7.11.4). @returns the entries for the catalogue */
export function attach(pdf: PdfWriter, { name, mediaType, bytes }: Attachment): string {
  const check = createHash('md5').update(bytes).digest('hex');
  const type = mediaType.replace('/', '#2F').replace('+', '#2B');
  const file = pdf.addStream(`/Type /EmbeddedFile /Subtype /${type} /Params << /Size ${bytes.length} /CheckSum <${check}> >>`, bytes);
  const specification = pdf.add(`<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F ${file} 0 R >> /AFRelationship /Data >>`);
  return `/Names << /EmbeddedFiles << /Names [(${name}) ${specification} 0 R] >> >> /AF [${specification} 0 R]`;
}
