import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mediaTypes } from '@faxwire/documents';
import { isErrorCode, type FaxBody } from '@faxwire/contracts';
import type { FaxReceived, FaxState } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { eventMeta } from '../event-meta.ts';
import { acceptedFaxBody } from '../fax/fax-view.ts';
import { MAX_DOCUMENT_BYTES, UPLOAD_TIMEOUT_MS } from '../limits.ts';
import { nudge } from '../nudge.ts';
import { presenceOf } from './client-presence.ts';
import { readFields } from './fax-form.ts';
import { readForm, type ReceivedForm } from './form-reader.ts';
import { faxIdFor, readIdempotencyKey, requestHash } from './idempotency.ts';
import { Inspections } from './inspection.ts';
import { readPhoneNumber } from './phone-number.ts';
import { discardRest, withinUploadTime } from './upload-time.ts';
import { removeUpload, uploadDirectory } from './upload-file.ts';

export interface Submission {
  readonly fax: FaxBody;
  /** True where an earlier request with the same Idempotency-Key was accepted. */
  readonly replayed: boolean;
}

interface Sender {
  readonly caller: Principal;
  readonly idempotencyKey: string | undefined;
  /** Aborted once the client has left. */
  readonly gone: AbortSignal;
}

/** Takes a fax in: the answer comes once the document is stored and the fax is in the log. */
@Injectable()
export class FaxSubmission {
  readonly #deps: ApiDependencies;
  readonly #inspections = new Inspections();

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  /** @throws ProblemError; then nothing of the request is left */
  async submit(request: FastifyRequest, caller: Principal): Promise<Submission> {
    try {
      const idempotencyKey = readIdempotencyKey(request.raw.rawHeaders);
      const form = await this.#receive(request);
      const { gone, forget } = presenceOf(request.raw);
      try {
        return await this.#accept(form, { caller, idempotencyKey, gone });
      } finally {
        forget();
        await removeUpload(form.document.content);
      }
    } catch (error) {
      discardRest(request.raw);
      throw error;
    }
  }

  async #receive(request: FastifyRequest): Promise<ReceivedForm> {
    const { dataDir, maxDocumentBytes = MAX_DOCUMENT_BYTES, uploadTimeoutMs = UPLOAD_TIMEOUT_MS } = this.#deps.config;
    const directory = uploadDirectory(dataDir);
    return withinUploadTime(uploadTimeoutMs, (signal) => readForm(request, { directory, maxDocumentBytes, signal }));
  }

  async #accept(form: ReceivedForm, by: Sender): Promise<Submission> {
    const { idempotencyKey, gone } = by;
    const fax = await this.#faxOf(form, by);
    const { faxLog, documents } = this.#deps;
    const { faxId, tenantId } = fax;
    // Saves storing the document again; the decision falls at the log's primary key below.
    const known = idempotencyKey === undefined ? undefined : await faxLog.load(faxId);
    if (known && known.phase !== 'absent') return replay(known, fax.requestHash);
    stillThere(gone);
    await documents.put(tenantId, form.document.content);
    // A client that has left sends again: what it never heard of must not be sent as well.
    stillThere(gone);
    const outcome = await faxLog.execute(faxId, { type: 'ReceiveFax', fax }, { tenantId, meta: eventMeta() });
    if (!outcome.ok) return replay(await faxLog.load(faxId), fax.requestHash);
    nudge(this.#deps, faxId);
    return { fax: acceptedFaxBody(outcome.state), replayed: false };
  }

  async #faxOf({ fields, document }: ReceivedForm, { caller, idempotencyKey, gone }: Sender): Promise<FaxReceived['data']> {
    const { tenantId, mode, defaultCountry: country } = caller;
    const read = readFields(fields);
    const { resolution, metadata } = read;
    const phoneNumber = readPhoneNumber(read.phoneNumber, { country, mode });
    const mediaType = await this.#inspected(document.content, { tenantId, gone });
    const { sha256, bytes, fileName } = document;
    return {
      faxId: faxIdFor(tenantId, idempotencyKey),
      tenantId, mode, phoneNumber, resolution, metadata,
      document: { sha256, mediaType, bytes, ...(fileName !== undefined && { fileName }) },
      requestHash: requestHash({ phoneNumber, documentSha256: sha256, metadata, resolution, mode }),
    };
  }

  /** A short text is looked at where it lies; files wait for a process that opens them. */
  #inspected(content: string | Buffer, { tenantId, gone }: { tenantId: string; gone: AbortSignal }): Promise<string> {
    if (typeof content !== 'string') return this.#mediaTypeOf(content, gone);
    return this.#inspections.run(tenantId, gone, (signal) => this.#mediaTypeOf(content, signal));
  }

  async #mediaTypeOf(content: string | Buffer, signal: AbortSignal): Promise<string> {
    const found = await this.#deps.documents.inspect(content, signal);
    if (found.ok) return mediaTypes[found.kind];
    throw new ProblemError(isErrorCode(found.code) ? found.code : 'document_broken', { detail: found.reason });
  }
}

function stillThere(gone: AbortSignal): void {
  if (gone.aborted) throw new ProblemError('upload_timeout', { detail: 'The client left before its fax was accepted.' });
}

function replay(known: FaxState, hash: string): Submission {
  if (known.requestHash !== hash) throw new ProblemError('idempotency_key_reused');
  return { fax: acceptedFaxBody(known), replayed: true };
}
