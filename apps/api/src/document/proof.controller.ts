import { Controller, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ProofBody, ProofKeySet } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { attachment } from './attachment.ts';
import { ProofDesk } from './proof-desk.ts';

@Controller()
export class ProofController {
  readonly #proofs: ProofDesk;

  constructor(@Inject(ProofDesk) proofs: ProofDesk) {
    this.#proofs = proofs;
  }

  @Answers(OPERATIONS.getProof)
  async proof(@Caller() caller: Principal, @Param('faxId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ProofBody> {
    const proof = await this.#proofs.proof(caller, id);
    void reply.header('Content-Disposition', attachment(`${id}-proof.json`));
    return proof;
  }

  @Answers(OPERATIONS.getProofPdf)
  async report(@Caller() caller: Principal, @Param('faxId') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const report = await this.#proofs.report(caller, id);
    void reply.header('Content-Disposition', attachment(`${id}-proof.pdf`));
    return new StreamableFile(report, { type: 'application/pdf' });
  }

  @Answers(OPERATIONS.getProofKeys)
  keys(): Promise<ProofKeySet> {
    return this.#proofs.keys();
  }
}
