import { open, readFile, type FileHandle } from 'node:fs/promises';
import { type DocumentKind, hasBinaryControls, isText, kindOfMagic, mediaTypes } from './kind.ts';
import { MAX_DOCUMENT_BYTES, MAX_PAGES, MAX_TEXT_BYTES, SHORT_TEXT_BYTES } from './limits.ts';
import { refuse, type Refusal } from './refusal.ts';
import { layOutText } from './text/text-layout.ts';

export interface Inspected {
  readonly ok: true;
  readonly kind: DocumentKind;
  readonly mediaType: string;
  /** Of a short text, which is cheap to lay out and harmless; anything else is opened elsewhere. */
  readonly pageCount?: number;
}

const HEAD_BYTES = 4096;

/**
 * What a file (or what is in memory) is, by its bytes and never by its name. Cheap: reads the head, and all of it only when it may be text.
 * Whether a password opens a PDF needs a PDF reader: `DocumentRenderer.examine` tells.
 * @throws when the file cannot be read: that is our fault, not the sender's.
 */
export async function inspect(content: string | Buffer): Promise<Inspected | Refusal> {
  return typeof content === 'string' ? inspectPath(content) : inspectBytes(content);
}

/** Whether the bytes are a whole document that `inspect` alone knows everything about; they need never be a file. */
export function isShortText(bytes: Buffer): boolean {
  return bytes.length <= SHORT_TEXT_BYTES && !kindOfMagic(bytes.subarray(0, HEAD_BYTES));
}

async function inspectPath(path: string): Promise<Inspected | Refusal> {
  const file = await open(path, 'r');
  try {
    return await inspectFile(file);
  } finally {
    await file.close();
  }
}

async function inspectFile(file: FileHandle): Promise<Inspected | Refusal> {
  const { size } = await file.stat();
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  const refusedOrKnown = inspectHead(head.subarray(0, bytesRead), size);
  if (refusedOrKnown) return refusedOrKnown;
  return inspectText(bytesRead === size ? head.subarray(0, size) : await readFile(file));
}

function inspectBytes(bytes: Buffer): Inspected | Refusal {
  return inspectHead(bytes.subarray(0, HEAD_BYTES), bytes.length) ?? inspectText(bytes);
}

/** Undefined for what may be text: only all of it tells. */
function inspectHead(head: Buffer, size: number): Inspected | Refusal | undefined {
  if (size === 0) return refuse('document_empty');
  if (size > MAX_DOCUMENT_BYTES) return refuse('document_too_large');
  const kind = kindOfMagic(head);
  if (kind) return inspected(kind);
  if (size <= MAX_TEXT_BYTES) return undefined;
  return refuse(hasBinaryControls(head) ? 'document_unknown_type' : 'document_too_many_pages');
}

function inspectText(bytes: Buffer): Inspected | Refusal {
  if (isBlank(bytes)) return refuse('document_empty');
  if (!isText(bytes)) return refuse('document_unknown_type');
  return bytes.length > SHORT_TEXT_BYTES ? inspected('text') : inspectedShortText(bytes);
}

function inspectedShortText(bytes: Buffer): Inspected | Refusal {
  let pageCount = 0;
  for (const _ of layOutText(bytes.toString('utf8'))) {
    pageCount += 1;
    if (pageCount > MAX_PAGES) return refuse('document_too_many_pages');
  }
  return { ...inspected('text'), pageCount };
}

function inspected(kind: DocumentKind): Inspected {
  return { ok: true, kind, mediaType: mediaTypes[kind] };
}

/** A byte order mark or white space alone prints nothing. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xef || byte === 0xbb || byte === 0xbf);
}
