import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import type { CallTrace } from '@faxwire/contracts';
import { DocumentStoreError } from '@faxwire/documents';
import { ProblemError } from '@faxwire/platform';
import { attemptIdOf, type CallTraceReference, type FaxState } from '@faxwire/fax';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { StreamPlaces } from '../event-stream/stream-places.ts';
import { FaxDesk } from '../fax/fax-desk.ts';
import { MAX_DOWNLOADS_PER_TENANT } from '../limits.ts';
import { readTrace } from './trace-reader.ts';

export interface FoundTrace {
  readonly faxId: string;
  readonly attemptId: string;
  readonly trace: CallTrace;
}

/** Traces of a tenant's own attempts. */
@Injectable()
export class TraceDesk {
  readonly #deps: ApiDependencies;
  readonly #desk: FaxDesk;
  readonly #places = new StreamPlaces(MAX_DOWNLOADS_PER_TENANT);

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(FaxDesk) desk: FaxDesk) {
    this.#deps = deps;
    this.#desk = desk;
  }

  /** @throws ProblemError `fax_not_found`, `attempt_not_found`, `document_erased`, `trace_not_found`, `too_many_downloads` */
  async find(caller: Principal, id: string, attemptId: string): Promise<FoundTrace> {
    const state = await this.#desk.find(caller, id);
    const { faxId, documentErasedAt } = state;
    const attempt = attemptOf(state, attemptId);
    if (!attempt) throw new ProblemError('attempt_not_found');
    if (!attempt.trace) throw new ProblemError('trace_not_found');
    if (documentErasedAt !== undefined) throw new ProblemError('document_erased');
    const giveBack = this.#places.take(caller.tenantId);
    if (!giveBack) throw new ProblemError('too_many_downloads');
    try {
      return { faxId, attemptId, trace: await this.#read(caller.tenantId, attempt.trace.sha256) };
    } finally {
      giveBack();
    }
  }

  async #read(tenantId: string, sha256: string): Promise<CallTrace> {
    try {
      return await readTrace(await buffer(this.#deps.documentStore.get({ tenantId, sha256 })));
    } catch (error) {
      if (error instanceof DocumentStoreError && error.code === 'document_not_found') throw new ProblemError('trace_not_found', { cause: error });
      throw error;
    }
  }
}

/** A call that came in is the one attempt of its fax. */
function attemptOf({ faxId, attempts, incoming }: FaxState, attemptId: string): { readonly trace?: CallTraceReference } | undefined {
  if (incoming) return attemptId === attemptIdOf(faxId, 1) ? incoming : undefined;
  return attempts.find((each) => each.attemptId === attemptId);
}
