import { Inject, Injectable } from '@nestjs/common';
import type { DocumentReference } from '@faxwire/fax';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { TenantBook } from '../tenant-book.ts';
import { DocumentIntake, stillThere, type Intake } from './document-intake.ts';
import { checkCalled, type CalledNumber } from './called-number.ts';
import { checkTimes } from './send-time.ts';
import type { Sender } from './sender.ts';
import type { SubmittedWishes } from './submitted-fields.ts';

/** What is admitted: what was asked for, and who is to be called. */
export interface Applicant extends SubmittedWishes {
  readonly called: readonly CalledNumber[];
}

/** What every submission passes, of one fax or of many: its times, its sender, its numbers, its documents. One for the process: the places for looking at documents are counted here. */
@Injectable()
export class Admission {
  readonly #deps: ApiDependencies;
  readonly #tenants: TenantBook;
  readonly #documents: DocumentIntake;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(TenantBook) tenants: TenantBook) {
    this.#deps = deps;
    this.#tenants = tenants;
    this.#documents = new DocumentIntake(deps);
  }

  /** The documents, durable. @throws ProblemError also where the client has left meanwhile */
  async admit({ wishes, called }: Applicant, intake: Intake, sender: Sender): Promise<readonly DocumentReference[]> {
    checkTimes(wishes, this.#deps.now());
    await this.#tenants.checkSender(sender.caller.tenantId, wishes.senderNumber);
    await checkCalled(this.#deps, this.#tenants, { caller: sender.caller, called });
    const documents = await this.#documents.take(intake, sender);
    stillThere(sender.gone);
    return documents;
  }
}
