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

/** Where documents rest, encrypted. Every adapter passes `describeDocumentStore`. */
export interface DocumentStore {
  /** Stores a stream or the file at a path; storing the same content again changes nothing. */
  put(tenantId: string, source: Readable | Buffer | string): Promise<StoredDocument>;
  /** The content; the stream fails with `DocumentStoreError` document_not_found or document_corrupt. */
  get(address: DocumentAddress): Readable;
  /** Writes the content to a file, whole or not at all. */
  materialise(address: DocumentAddress, path: string): Promise<void>;
  has(address: DocumentAddress): Promise<boolean>;
  /** Deleting what is not there is no failure. */
  delete(address: DocumentAddress): Promise<void>;
}

const SENTENCES = {
  document_not_found: 'No such document is stored.',
  document_corrupt: 'The stored document was changed or cut short, or the master key is another one.',
  document_too_large: 'The document is larger than the store accepts.',
  document_bad_address: 'A document address is a tenant id of letters, digits, "-" and "_" and a SHA-256 in hex.',
  master_key_unsafe: 'The master key file must hold exactly 32 bytes and be readable by its owner only (mode 0600).',
} as const;

export type DocumentStoreErrorCode = keyof typeof SENTENCES;

export class DocumentStoreError extends Error {
  readonly code: DocumentStoreErrorCode;

  constructor(code: DocumentStoreErrorCode, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.code = code;
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
