export type DocumentKind = 'pdf' | 'tiff' | 'png' | 'jpeg' | 'text';

export const mediaTypes: Readonly<Record<DocumentKind, string>> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  png: 'image/png',
  jpeg: 'image/jpeg',
  text: 'text/plain',
};

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const TIFF_LITTLE = Buffer.from('II*\0', 'latin1');
const TIFF_BIG = Buffer.from('MM\0*', 'latin1');
const PDF = Buffer.from('%PDF-', 'latin1');

/** Real PDFs carry mail headers or a BOM before the mark; readers accept it anywhere in the first kilobyte. */
const PDF_MARK_WITHIN_BYTES = 1024;

/** The kind that the first bytes of a file promise; undefined when they promise nothing (it may still be text). */
export function kindOfMagic(head: Buffer): Exclude<DocumentKind, 'text'> | undefined {
  if (startsWith(head, PNG)) return 'png';
  if (startsWith(head, JPEG)) return 'jpeg';
  if (startsWith(head, TIFF_LITTLE) || startsWith(head, TIFF_BIG)) return 'tiff';
  if (head.subarray(0, PDF_MARK_WITHIN_BYTES).includes(PDF)) return 'pdf';
  return undefined;
}

/** Text is UTF-8 without control characters that no text has; one NUL makes it something else. */
export function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !hasBinaryControls(bytes);
  } catch {
    return false;
  }
}

const ESCAPE = 0x1b;
const DOS_END_OF_FILE = 0x1a;

/** A loop rather than a callback per byte: texts have millions of bytes, and servers call this. */
export function hasBinaryControls(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte < 0x07 || (byte > 0x0d && byte < 0x20 && byte !== ESCAPE && byte !== DOS_END_OF_FILE)) return true;
  }
  return false;
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}
