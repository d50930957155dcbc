import { PdfWriter } from '../pdf/pdf-writer.ts';
import { smallPdf } from './small-pdf.ts';

/** A PDF that only a password opens: no empty password matches these check values. */
export function encryptedPdf(): Buffer {
  const check = 'ab'.repeat(32);
  const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${check}> /U <${check}> /P -4 >> /ID [<00> <00>]`;
  return Buffer.from(smallPdf({}).toString('latin1').replace('trailer\n<<', `trailer\n<< ${encryption}`), 'latin1');
}

/** Forms within forms, each drawn ten times by the one above: 10^12 squares in four kilobytes. */
export function formBombPdf(): Buffer {
  const pdf = new PdfWriter();
  let inner = pdf.addStream('/Type /XObject /Subtype /Form /BBox [0 0 600 800]', Buffer.from('0 0 100 100 re f'));
  for (let level = 0; level < 12; level++) {
    const dictionary = `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X ${inner} 0 R >> >>`;
    inner = pdf.addStream(dictionary, Buffer.from('/X Do '.repeat(10)));
  }
  const content = pdf.addStream('', Buffer.from('/X Do'));
  const tree = pdf.reserve();
  const page = pdf.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${content} 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X ${inner} 0 R >> >> >>`);
  pdf.add(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`, tree);
  return pdf.end(pdf.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`));
}

/** A PNG whose header declares a size that its few bytes never fill. */
export function pixelFloodPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', Buffer.alloc(0)), pngChunk('IEND', Buffer.alloc(0))]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** PNG, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
