import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MAX_DOCUMENTS, type FaxBody, type FaxFields, type TenantSettings } from '@faxwire/contracts';
import type { DocumentReference, FaxReceived, FaxState, PhoneNumber } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { eventMeta } from '../event-meta.ts';
import { acceptedFaxBody } from '../fax/fax-view.ts';
import { MAX_FIELD_BYTES } from '../limits.ts';
import { nudge } from '../nudge.ts';
import { TenantBook } from '../tenant-book.ts';
import { Admission } from './admission.ts';
import { readFields, wrong } from './fax-form.ts';
import { faxIdFor, requestHash } from './idempotency.ts';
import { readPhoneNumber } from './phone-number.ts';
import { readSubmission, type ReceivedSubmission } from './read-submission.ts';
import type { Sender } from './sender.ts';
import { wishesOf, type SubmittedWishes } from './submitted-fields.ts';

export interface Submission {
  readonly fax: FaxBody;
  /** True where an earlier request with the same Idempotency-Key was accepted. */
  readonly replayed: boolean;
}

/** A submission as far as it can be told without looking at its documents. */
interface Order extends SubmittedWishes {
  readonly faxId: string;
  readonly phoneNumber: PhoneNumber;
  readonly metadata: Readonly<Record<string, string>>;
  readonly urls: readonly string[];
  readonly hash: string;
}

/** Takes a fax in: the answer comes once the documents are stored and the fax is in the log. */
@Injectable()
export class FaxSubmission {
  readonly #deps: ApiDependencies;
  readonly #tenants: TenantBook;
  readonly #admission: Admission;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(TenantBook) tenants: TenantBook, @Inject(Admission) admission: Admission) {
    this.#deps = deps;
    this.#tenants = tenants;
    this.#admission = admission;
  }

  /** @throws ProblemError; then nothing of the request is left */
  submit(request: FastifyRequest, caller: Principal): Promise<Submission> {
    const { config } = this.#deps;
    return readSubmission(request, { config, caller, maxFieldBytes: MAX_FIELD_BYTES }, (received, sender) => this.#accept(received, sender));
  }

  async #accept(received: ReceivedSubmission, sender: Sender): Promise<Submission> {
    const { caller, idempotencyKey } = sender;
    const settings = await this.#tenants.settings(caller.tenantId);
    const order = orderOf(received, sender, settings);
    const { faxLog } = this.#deps;
    // Saves fetching, looking at and storing the documents again; the decision falls at the log's primary key below.
    const known = idempotencyKey === undefined ? undefined : await faxLog.load(order.faxId);
    if (known && known.phase !== 'absent') return replay(known, order.hash);
    const called = [{ field: 'phoneNumber', phoneNumber: order.phoneNumber }];
    const fax = faxOf(order, caller, await this.#admission.admit({ ...order, called }, { uploads: received.documents, urls: order.urls }, sender));
    const outcome = await faxLog.execute(order.faxId, { type: 'ReceiveFax', fax }, { tenantId: caller.tenantId, meta: eventMeta() });
    if (!outcome.ok) return replay(await faxLog.load(order.faxId), order.hash);
    nudge(this.#deps, order.faxId);
    return { fax: acceptedFaxBody(outcome.state), replayed: false };
  }
}

function orderOf({ fields, documents }: ReceivedSubmission, { caller, idempotencyKey }: Sender, settings: TenantSettings): Order {
  const { tenantId, mode, defaultCountry: country } = caller;
  const { phoneNumber: written, documentUrl, ...asked }: FaxFields = readFields(fields);
  const urls = urlsOf(documentUrl, documents);
  const phoneNumber = readPhoneNumber(written, { country, mode });
  const { metadata = {}, ...wishes } = asked;
  const uploads = documents.map(({ sha256 }) => sha256);
  return {
    faxId: faxIdFor(tenantId, idempotencyKey), phoneNumber, metadata, urls,
    hash: requestHash({ mode, phoneNumber, metadata, uploads, documentUrls: urls, wishes }),
    ...wishesOf(asked, { caller, settings }),
  };
}

/** @throws ProblemError where there is nothing to send, or too much */
export function urlsOf(documentUrl: string | readonly string[] | undefined, documents: readonly unknown[]): readonly string[] {
  const urls = documentUrl === undefined ? [] : [documentUrl].flat();
  const count = urls.length + documents.length;
  if (count > MAX_DOCUMENTS) throw new ProblemError('too_many_documents');
  if (count === 0) throw wrong('document', 'missing_field', 'is required, or a documentUrl');
  return urls;
}

export function faxOf({ faxId, phoneNumber, metadata, resolution, wishes, hash }: Omit<Order, 'urls'>, { tenantId, mode }: Principal, documents: readonly DocumentReference[]): FaxReceived['data'] {
  const [document, ...attachments] = documents;
  if (!document) throw new RangeError('a fax has a document');
  return {
    faxId, tenantId, mode, phoneNumber, resolution, metadata, ...wishes, document, ...(attachments.length > 0 && { attachments }), requestHash: hash,
  };
}

function replay(known: FaxState, hash: string): Submission {
  if (known.requestHash !== hash) throw new ProblemError('idempotency_key_reused');
  return { fax: acceptedFaxBody(known), replayed: true };
}
