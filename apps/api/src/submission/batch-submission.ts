import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v5 } from 'uuid';
import type { FaxBatchAccepted, FaxBatchFields, TenantSettings } from '@faxwire/contracts';
import type { DocumentReference, FaxReceived } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { eventMeta } from '../event-meta.ts';
import { MAX_BATCH_FIELD_BYTES } from '../limits.ts';
import { nudge } from '../nudge.ts';
import { TenantBook } from '../tenant-book.ts';
import { Admission } from './admission.ts';
import { recipientsOf, type BatchRecipient } from './batch-recipient.ts';
import type { CalledNumber } from './called-number.ts';
import { readBatchFields } from './fax-form.ts';
import { faxOf, urlsOf } from './fax-submission.ts';
import { batchFaxIds, requestHash } from './idempotency.ts';
import { readSubmission, type ReceivedSubmission } from './read-submission.ts';
import type { Sender } from './sender.ts';
import { wishesOf, type SubmittedWishes } from './submitted-fields.ts';

export interface AcceptedBatch {
  readonly batch: FaxBatchAccepted;
  /** True where an earlier request with the same Idempotency-Key was accepted. */
  readonly replayed: boolean;
}

interface BatchOrder extends SubmittedWishes {
  readonly batchId: string;
  readonly faxIds: readonly string[];
  readonly recipients: readonly BatchRecipient[];
  readonly urls: readonly string[];
  readonly hash: string;
}

/** One document for many: all faxes of the batch are accepted at once, or none is. */
@Injectable()
export class BatchSubmission {
  readonly #deps: ApiDependencies;
  readonly #tenants: TenantBook;
  readonly #admission: Admission;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(TenantBook) tenants: TenantBook, @Inject(Admission) admission: Admission) {
    this.#deps = deps;
    this.#tenants = tenants;
    this.#admission = admission;
  }

  /** @throws ProblemError; then nothing of the request is left */
  submit(request: FastifyRequest, caller: Principal): Promise<AcceptedBatch> {
    const { config } = this.#deps;
    return readSubmission(request, { config, caller, maxFieldBytes: MAX_BATCH_FIELD_BYTES }, (received, sender) => this.#accept(received, sender));
  }

  async #accept(received: ReceivedSubmission, sender: Sender): Promise<AcceptedBatch> {
    const { caller, idempotencyKey } = sender;
    const order = orderOf(received, sender, await this.#tenants.settings(caller.tenantId));
    if (idempotencyKey !== undefined && (await this.#isKnown(order))) return { batch: acceptedOf(order), replayed: true };
    const documents = await this.#admission.admit({ ...order, called: calledOf(order) }, { uploads: received.documents, urls: order.urls }, sender);
    const stored = await this.#deps.faxLog.receiveAll(faxesOf(order, caller, documents), eventMeta());
    if (!stored && !(await this.#isKnown(order))) throw new ProblemError('idempotency_key_reused');
    for (const faxId of order.faxIds) nudge(this.#deps, faxId);
    return { batch: acceptedOf(order), replayed: !stored };
  }

  /** @throws ProblemError where the key was used for something else */
  async #isKnown({ faxIds: [first = ''], hash }: BatchOrder): Promise<boolean> {
    const known = await this.#deps.faxLog.load(first);
    if (known.phase === 'absent') return false;
    if (known.requestHash !== hash) throw new ProblemError('idempotency_key_reused');
    return true;
  }
}

function orderOf({ fields, documents }: ReceivedSubmission, { caller, idempotencyKey }: Sender, settings: TenantSettings): BatchOrder {
  const { tenantId, mode } = caller;
  const { recipients: written, documentUrl, ...asked }: FaxBatchFields = readBatchFields(fields);
  const urls = urlsOf(documentUrl, documents);
  const { metadata = {}, ...wishes } = asked;
  const recipients = recipientsOf(written, caller, metadata);
  const uploads = documents.map(({ sha256 }) => sha256);
  const { resolution, wishes: kept } = wishesOf(asked, { caller, settings });
  const batchId = asked.batchId ?? (idempotencyKey === undefined ? randomUUID() : v5(`batch\n${idempotencyKey}`, tenantId));
  return {
    batchId, recipients, urls, resolution, wishes: { ...kept, batchId },
    faxIds: batchFaxIds(tenantId, idempotencyKey, recipients.length),
    hash: requestHash({ mode, phoneNumber: '', metadata, uploads, documentUrls: urls, wishes: { ...wishes, recipients } }),
  };
}

const calledOf = ({ recipients }: BatchOrder): CalledNumber[] => recipients.map(({ phoneNumber }, index) => ({ field: `recipients.${index}`, phoneNumber }));

function faxesOf({ recipients, faxIds, resolution, wishes, hash }: BatchOrder, caller: Principal, documents: readonly DocumentReference[]): FaxReceived['data'][] {
  return recipients.map(({ phoneNumber, metadata }, index) => faxOf({ faxId: faxIds[index] ?? '', phoneNumber, metadata, resolution, wishes, hash }, caller, documents));
}

function acceptedOf({ batchId, faxIds, recipients }: BatchOrder): FaxBatchAccepted {
  return { batchId, faxes: recipients.map(({ phoneNumber }, index) => ({ faxId: faxIds[index] ?? '', phoneNumber })) };
}
