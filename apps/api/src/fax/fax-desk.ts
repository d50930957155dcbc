import { Inject, Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { isErrorCode } from '@faxwire/contracts';
import type { FaxCommand, FaxState, FaxSummary } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { mayTouch, type Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { eventMeta } from '../event-meta.ts';
import { nudge } from '../nudge.ts';
import type { ListRequest } from './fax-list.ts';

export type UserCommand = Extract<FaxCommand, { type: 'HoldFax' | 'ReviveFax' | 'StopFax' | 'RetryFax' }>;

/** A tenant's own faxes, and what the tenant may do to them. */
@Injectable()
export class FaxDesk {
  readonly #deps: ApiDependencies;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies) {
    this.#deps = deps;
  }

  /** A test key is shown test faxes. */
  list({ tenantId, mode }: Principal, request: ListRequest): Promise<readonly FaxSummary[]> {
    return this.#deps.faxLog.listOfTenant({ ...request, tenantId, ...(mode === 'test' && { mode }) });
  }

  /**
   * @throws ProblemError `fax_not_found`, also for what is no fax id at all, for another tenant's fax, and for a live fax where the key is a test key:
   * one answer tells nothing
   */
  async find(caller: Principal, faxId: string): Promise<FaxState> {
    if (!isUuid(faxId)) throw new ProblemError('fax_not_found');
    const state = await this.#deps.faxLog.load(faxId.toLowerCase());
    if (state.phase === 'absent' || !mayTouch(caller, state)) throw new ProblemError('fax_not_found');
    return state;
  }

  /** @throws ProblemError with the status that the fax has, where it refuses */
  async obey(principal: Principal, faxId: string, command: UserCommand): Promise<FaxState> {
    const { faxId: id } = await this.find(principal, faxId);
    const outcome = await this.#deps.faxLog.execute(id, command, { tenantId: principal.tenantId, meta: eventMeta() });
    if (!outcome.ok) throw refused(outcome.refusal);
    nudge(this.#deps, id);
    return outcome.state;
  }
}

function refused({ code, message, status }: { code: string; message: string; status?: FaxState['status'] }): ProblemError {
  if (code === 'fax_unknown') return new ProblemError('fax_not_found');
  if (!isErrorCode(code)) throw new RangeError(`a caller's command was refused with ${code}`);
  return new ProblemError(code, { detail: message, ...(status && { faxStatus: status }) });
}
