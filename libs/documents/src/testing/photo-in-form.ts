import { PdfWriter } from '../pdf/pdf-writer.ts';

/** A landscape A4 page with a 300 x 200 point photograph at (100, 50), drawn by a form at half its size. */
export function photoInFormPdf(jpeg: Buffer): Buffer {
  const pdf = new PdfWriter();
  const image = '/Type /XObject /Subtype /Image /Width 300 /Height 200 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
  const photo = pdf.addStream(image, jpeg);
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 1000 1000] /Matrix [0.5 0 0 0.5 0 0]';
  const drawn = pdf.addStream(`${form} /Resources << /XObject << /P ${photo} 0 R >> >>`, Buffer.from('600 0 0 400 180 80 cm /P Do'));
  const content = pdf.addStream('', Buffer.from('q 1 0 0 1 10 10 cm /X Do Q'));
  const tree = pdf.reserve();
  const page = pdf.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R /Resources << /XObject << /X ${drawn} 0 R >> >> >>`);
  pdf.add(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 /MediaBox [0 0 841.89 595.28] >>`, tree);
  return pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
}
