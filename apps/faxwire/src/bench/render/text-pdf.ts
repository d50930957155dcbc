const LINES = 55;
const WORDS = 'the results of the examination are enclosed and nothing in them gives reason for concern at present'.split(' ');

/** Pages full of text, with headings in bold: what most faxes look like. */
export function textPdf(pageCount: number): Buffer {
  const pages = Array.from({ length: pageCount }, (_, page) => contentOf(page));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pageCount} /Kids [${pages.map((_, page) => `${5 + 2 * page} 0 R`).join(' ')}] /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R /B 4 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>',
    ...pages.flatMap((content, page) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${6 + 2 * page} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  return assemble(objects);
}

function contentOf(page: number): string {
  const line = (n: number): string => Array.from({ length: 15 }, (_, word) => WORDS[(page * 7 + n * 5 + word * 3) % WORDS.length]).join(' ');
  const body = Array.from({ length: LINES }, (_, n) => `(${line(n)}) Tj T*`).join('\n');
  return `BT /B 14 Tf 60 790 Td (Report, page ${page + 1}) Tj ET\nBT /F 10 Tf 13 TL 60 765 Td\n${body}\nET`;
}

function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}
