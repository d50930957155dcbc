import type { Readable } from 'node:stream';

export interface StoredDocument {
  /** Of the plain content, in hex; with the tenant it is the address. */
  readonly sha256: string;
  readonly bytes: number;
}

/** An address is always a tenant's own: equal documents of two tenants are two documents, so neither learns of the other. */
export interface DocumentAddress {
  readonly tenantId: string;
  readonly sha256: string;
}

/** A document as the store lists it. */
export interface ListedDocument extends DocumentAddress {
  /** When it was last put, milliseconds since the Unix epoch. */
  readonly storedAt: number;
  /** Another one where the bytes were replaced, and with them the time. */
  readonly version: string;
}

/** Where documents rest, encrypted. Every adapter passes `describeDocumentStore`. */
export interface DocumentStore {
  /**
   * Stores a stream or the file at a path. What was put can be read, and counts as put just now: content that is there
   * already is replaced where it is old, damaged or of another master key.
   */
  put(tenantId: string, source: Readable | Buffer | string): Promise<StoredDocument>;
  /** The content; the stream fails with `DocumentStoreError` document_not_found or document_corrupt. */
  get(address: DocumentAddress): Readable;
  /** Writes the content to a file, whole or not at all. */
  materialise(address: DocumentAddress, path: string): Promise<void>;
  has(address: DocumentAddress): Promise<boolean>;
  /** Deleting what is not there is no failure. */
  delete(address: DocumentAddress): Promise<void>;
  /** Every document, those of a tenant one after another. What is put meanwhile may be missing. */
  list(): AsyncIterable<ListedDocument>;
  /** A document as it would be listed; undefined where there is none. */
  find(address: DocumentAddress): Promise<ListedDocument | undefined>;
  /** For so long after its date a document may have been put just now, by a fax that is not in the log yet. */
  readonly settledAfterMs: number;
  /** Deletes a document as it was listed; false where it was replaced since, or is gone. */
  deleteListed(document: ListedDocument): Promise<boolean>;
  /** Clears away what puts left behind that were interrupted before that time; returns how many. */
  clearUnfinished(before: number): Promise<number>;
  /** Resolves when documents can be stored and read; rejects when not. */
  healthy(): Promise<void>;
}

const SENTENCES = {
  document_not_found: 'No such document is stored.',
  document_corrupt: 'The stored document was changed or cut short, or the master key is another one.',
  document_too_large: 'The document is larger than the store accepts.',
  document_bad_address: 'A document address is a tenant id of letters, digits, "-" and "_" and a SHA-256 in hex.',
  document_store_unavailable: 'The document store does not answer; that says nothing about the document.',
  document_store_refused: 'The document store refuses us: its bucket, our credentials or our rights are not as configured.',
  master_key_unsafe: 'The master key file must hold exactly 32 bytes and be readable by its owner only (mode 0600).',
} as const;

export type DocumentStoreErrorCode = keyof typeof SENTENCES;

/** The store is at fault, not the document: the same call succeeds once that was mended. */
const OF_THE_STORE: ReadonlySet<DocumentStoreErrorCode> = new Set(['document_store_unavailable', 'document_store_refused']);

export class DocumentStoreError extends Error {
  readonly code: DocumentStoreErrorCode;

  constructor(code: DocumentStoreErrorCode, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.code = code;
  }

  get retriable(): boolean {
    return OF_THE_STORE.has(this.code);
  }
}

/** Both parts become file names or object keys: nothing else may stand in them. Long enough for any id of ours. */
const TENANT_ID = /^[A-Za-z0-9_-]{1,100}$/;
const SHA256_HEX = /^[0-9a-f]{64}$/;

/** @throws DocumentStoreError document_bad_address */
export function checkTenant(tenantId: string): void {
  if (!TENANT_ID.test(tenantId)) throw new DocumentStoreError('document_bad_address');
}

/** @throws DocumentStoreError document_bad_address */
export function checkAddress({ tenantId, sha256 }: DocumentAddress): void {
  checkTenant(tenantId);
  if (!SHA256_HEX.test(sha256)) throw new DocumentStoreError('document_bad_address');
}

/** Where a document rests, in every adapter. The hash's first digits keep folders small. */
export function keyOf({ tenantId, sha256 }: DocumentAddress): string {
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Undefined for what is not a document of ours. */
export function addressOf(key: string): DocumentAddress | undefined {
  const [tenantId = '', , sha256 = ''] = key.split('/');
  const address = { tenantId, sha256 };
  return TENANT_ID.test(tenantId) && SHA256_HEX.test(sha256) && keyOf(address) === key ? address : undefined;
}
