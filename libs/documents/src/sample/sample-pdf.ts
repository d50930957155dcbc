import { fileURLToPath } from 'node:url';
import { PdfWriter } from '../pdf/pdf-writer.ts';
import { landscapePhoto } from './landscape-photo.ts';
import { letterPage, photographPage, tablePage } from './sample-pages.ts';

const FONTS = { Regular: 'Helvetica', Bold: 'Helvetica-Bold', Serif: 'Times-Roman' } as const;

/** The bundled three-page document: a letter, a photograph, a table. */
export function samplePdfPath(): string {
  return fileURLToPath(new URL('../../assets/sample.pdf', import.meta.url));
}

/** Makes that document anew; `node libs/documents/dist/sample/make-sample.js` writes it. */
export async function samplePdf(): Promise<Buffer> {
  const pdf = new PdfWriter();
  const fonts = Object.entries(FONTS).map(([name, base]) => {
    const id = pdf.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding >>`);
    return `/${name} ${id} 0 R`;
  });
  const image = '/Type /XObject /Subtype /Image /Width 900 /Height 600 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
  const photo = pdf.addStream(image, await landscapePhoto());
  const tree = pdf.reserve();
  const kids = [letterPage(), photographPage(), tablePage()].map((page) => {
    const content = pdf.addStream('', page.bytes());
    return `${pdf.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R >>`)} 0 R`;
  });
  const resources = `/Resources << /Font << ${fonts.join(' ')} >> /XObject << /Photo ${photo} 0 R >> >>`;
  pdf.add(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} /MediaBox [0 0 595.28 841.89] ${resources} >>`, tree);
  return pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
}
