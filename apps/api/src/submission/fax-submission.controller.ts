import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaxBatchAccepted, FaxBody } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { BatchSubmission } from './batch-submission.ts';
import { FaxSubmission } from './fax-submission.ts';

@Controller()
export class FaxSubmissionController {
  readonly #submission: FaxSubmission;
  readonly #batches: BatchSubmission;

  constructor(@Inject(FaxSubmission) submission: FaxSubmission, @Inject(BatchSubmission) batches: BatchSubmission) {
    this.#submission = submission;
    this.#batches = batches;
  }

  @Answers(OPERATIONS.sendFax)
  async send(@Caller() caller: Principal, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<FaxBody> {
    const { fax, replayed } = await this.#submission.submit(request, caller);
    void reply.header('Location', `/fax/${fax.faxId}`);
    if (replayed) void reply.header('Idempotent-Replayed', 'true');
    return fax;
  }

  @Answers(OPERATIONS.sendBatch)
  async sendBatch(@Caller() caller: Principal, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<FaxBatchAccepted> {
    const { batch, replayed } = await this.#batches.submit(request, caller);
    void reply.header('Location', `/fax/batch/${encodeURIComponent(batch.batchId)}`);
    if (replayed) void reply.header('Idempotent-Replayed', 'true');
    return batch;
  }
}
