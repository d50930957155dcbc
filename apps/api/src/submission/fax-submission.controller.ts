import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaxBody } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { FaxSubmission } from './fax-submission.ts';

@Controller()
export class FaxSubmissionController {
  readonly #submission: FaxSubmission;

  constructor(@Inject(FaxSubmission) submission: FaxSubmission) {
    this.#submission = submission;
  }

  @Answers(OPERATIONS.sendFax)
  async send(@Caller() caller: Principal, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<FaxBody> {
    const { fax, replayed } = await this.#submission.submit(request, caller);
    void reply.header('Location', `/fax/${fax.faxId}`);
    if (replayed) void reply.header('Idempotent-Replayed', 'true');
    return fax;
  }
}
