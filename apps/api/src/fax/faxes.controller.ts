import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import type { AttemptBody, AttemptListBody, FaxBatchBody, FaxBody, FaxListBody, FaxSearchBody } from '@faxwire/contracts';
import type { FaxState } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { listBody, listRequest } from './fax-list.ts';
import { FaxDesk } from './fax-desk.ts';
import { faxBody } from './fax-view.ts';

@Controller()
export class FaxesController {
  readonly #desk: FaxDesk;

  constructor(@Inject(FaxDesk) desk: FaxDesk) {
    this.#desk = desk;
  }

  @Answers(OPERATIONS.listFaxes)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<FaxListBody> {
    const request = listRequest(query);
    return listBody(await this.#desk.list(caller, request), request.limit);
  }

  @Answers(OPERATIONS.getFax)
  async get(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return this.#shown(await this.#desk.current(caller, faxId));
  }

  @Answers(OPERATIONS.searchFaxes)
  async search(@Caller() caller: Principal, @Body() body: unknown): Promise<FaxSearchBody> {
    return this.#desk.search(caller, body);
  }

  @Answers(OPERATIONS.getBatch)
  async batch(@Caller() caller: Principal, @Param('batchId') batchId: string): Promise<FaxBatchBody> {
    return this.#desk.batch(caller, batchId);
  }

  @Answers(OPERATIONS.erasePersonalData)
  async erasePersonalData(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return faxBody(await this.#desk.erase(caller, faxId, 'ErasePersonalData'));
  }

  @Answers(OPERATIONS.stopFax)
  async stop(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return this.#shown(await this.#desk.obey(caller, faxId, { type: 'StopFax' }));
  }

  @Answers(OPERATIONS.holdFax)
  async hold(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return this.#shown(await this.#desk.obey(caller, faxId, { type: 'HoldFax' }));
  }

  @Answers(OPERATIONS.reviveFax)
  async revive(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return this.#shown(await this.#desk.obey(caller, faxId, { type: 'ReviveFax' }));
  }

  @Answers(OPERATIONS.retryFax)
  async retry(@Caller() caller: Principal, @Param('faxId') faxId: string): Promise<FaxBody> {
    return this.#shown(await this.#desk.obey(caller, faxId, { type: 'RetryFax' }));
  }

  @Answers(OPERATIONS.getAttempts)
  async attempts(@Caller() caller: Principal, @Param('faxId') id: string): Promise<AttemptListBody> {
    return this.#desk.attempts(caller, id);
  }

  @Answers(OPERATIONS.getAttempt)
  async attempt(@Caller() caller: Principal, @Param('faxId') id: string, @Param('attemptId') attemptId: string): Promise<AttemptBody> {
    const { attempts } = await this.#desk.attempts(caller, id);
    const found = attempts.find((attempt) => attempt.attemptId === attemptId);
    if (!found) throw new ProblemError('attempt_not_found');
    return found;
  }

  /** With the time of its next attempt. */
  async #shown(state: FaxState): Promise<FaxBody> {
    return faxBody(state, await this.#desk.dueOf(state));
  }
}
