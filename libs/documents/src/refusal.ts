/** Why a document cannot be faxed. The codes are part of the API; the sentences are for the person who sent it. */
const SENTENCES = {
  document_empty: 'The document is empty.',
  document_unknown_type: 'The document is not a PDF, TIFF, PNG, JPEG or plain text file in UTF-8.',
  document_encrypted: 'The document is protected by a password. Remove the password and send it again.',
  document_broken: 'The document is damaged or incomplete and cannot be read.',
  document_too_large: 'The document is larger than 50 MB.',
  document_too_many_pages: 'The document has more than 500 pages.',
  document_page_too_large: 'A page of the document is too large to be faxed.',
  document_render_timeout: 'Preparing the document for the fax line took too long. A simpler document will work.',
  document_render_memory: 'Preparing the document for the fax line took too much memory. A simpler document will work.',
  document_render_crashed: 'Preparing the document for the fax line failed unexpectedly.',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly reason: string;
  /** Which of several documents, 1 for the first. */
  readonly document?: number;
}

export const refusalCodes = Object.keys(SENTENCES) as readonly RefusalCode[];

/** The sentence a sender is told for a code. */
export function describe(code: RefusalCode): string {
  return SENTENCES[code];
}

export function refuse(code: RefusalCode, document?: number): Refusal {
  return { ok: false, code, reason: describe(code), ...(document !== undefined && { document }) };
}

/** Carries a refusal out of nested page readers; it never leaves this package, callers get a `Refusal` value. */
export class DocumentRefused extends Error {
  readonly code: RefusalCode;
  readonly document: number | undefined;

  constructor(code: RefusalCode, document?: number) {
    super(describe(code));
    this.code = code;
    this.document = document;
  }
}
