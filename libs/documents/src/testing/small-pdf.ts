import { PdfWriter } from '../pdf/pdf-writer.ts';

interface SmallPdf {
  readonly pages?: number;
  /** In points. */
  readonly box?: readonly [number, number];
  readonly operators?: string;
  readonly resources?: string;
}

/** A PDF of equal pages for specs; A4 unless told otherwise. */
export function smallPdf({ pages = 1, box = [595.28, 841.89], operators = '', resources = '' }: SmallPdf): Buffer {
  const pdf = new PdfWriter();
  const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const content = pdf.addStream('', Buffer.from(operators, 'latin1'));
  const tree = pdf.reserve();
  const page = `<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R >>`;
  const kids = Array.from({ length: pages }, () => `${pdf.add(page)} 0 R`).join(' ');
  const shared = `/MediaBox [0 0 ${box.join(' ')}] /Resources << /Font << /F ${font} 0 R >> ${resources} >>`;
  pdf.add(`<< /Type /Pages /Kids [${kids}] /Count ${pages} ${shared} >>`, tree);
  return pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
}
