import { isErrorCode } from '@faxwire/contracts';
import { mediaTypes } from '@faxwire/documents';
import type { DocumentReference } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { ApiDependencies } from '../api-dependencies.ts';
import { MAX_DOCUMENT_BYTES } from '../limits.ts';
import { fetchDocument } from './document-download.ts';
import { Inspections } from './inspection.ts';
import type { Sender } from './sender.ts';
import { removeUploads, type UploadedDocument } from './upload-file.ts';

export interface Intake {
  readonly uploads: readonly UploadedDocument[];
  readonly urls: readonly string[];
}

/** Looks at documents, fetches what is elsewhere, and stores them. */
export class DocumentIntake {
  readonly #deps: ApiDependencies;
  readonly #inspections = new Inspections();

  constructor(deps: ApiDependencies) {
    this.#deps = deps;
  }

  /** All of them, durable: the uploads first, then what was fetched. @throws ProblemError; files that were fetched are gone again in any case */
  async take({ uploads, urls }: Intake, sender: Sender): Promise<DocumentReference[]> {
    const fetched: UploadedDocument[] = [];
    try {
      for (const url of urls) fetched.push(await this.#fetch(url, [...uploads, ...fetched], sender));
      const documents = [...uploads, ...fetched];
      const types: string[] = [];
      // One after the other: each opens a process, and the tenant has few places.
      for (const { content } of documents) types.push(await this.#inspected(content, sender));
      for (const { content } of documents) await this.#store(content, sender);
      return documents.map((document, index) => referenceOf(document, types[index] ?? ''));
    } finally {
      await removeUploads(fetched);
    }
  }

  #fetch(url: string, before: readonly UploadedDocument[], { gone }: Sender): Promise<UploadedDocument> {
    const { dataDir, maxDocumentBytes = MAX_DOCUMENT_BYTES } = this.#deps.config;
    const left = before.reduce((bytes, document) => bytes - document.bytes, maxDocumentBytes);
    return fetchDocument(url, { maxBytes: left, dataDir, gone, download: this.#deps.download });
  }

  async #store(content: string | Buffer, { caller, gone }: Sender): Promise<void> {
    stillThere(gone);
    await this.#deps.documents.put(caller.tenantId, content);
  }

  /** A short text is looked at where it lies; files wait for a process that opens them. */
  #inspected(content: string | Buffer, { caller, gone }: Sender): Promise<string> {
    if (typeof content !== 'string') return this.#mediaTypeOf(content, gone);
    return this.#inspections.run(caller.tenantId, gone, (signal) => this.#mediaTypeOf(content, signal));
  }

  async #mediaTypeOf(content: string | Buffer, signal: AbortSignal): Promise<string> {
    const found = await this.#deps.documents.inspect(content, signal);
    if (found.ok) return mediaTypes[found.kind];
    throw new ProblemError(isErrorCode(found.code) ? found.code : 'document_broken', { detail: found.reason });
  }
}

/** A client that has left sends again: what it never heard of must not be sent as well. */
export function stillThere(gone: AbortSignal): void {
  if (gone.aborted) throw new ProblemError('upload_timeout', { detail: 'The client left before its fax was accepted.' });
}

function referenceOf({ sha256, bytes, fileName }: UploadedDocument, mediaType: string): DocumentReference {
  return { sha256, mediaType, bytes, ...(fileName !== undefined && { fileName }) };
}
