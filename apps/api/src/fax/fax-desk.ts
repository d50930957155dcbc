import { Inject, Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { isErrorCode, type AttemptListBody, type FaxBatchBody, type FaxSearchBody } from '@faxwire/contracts';
import { isAtRest, nextDue, type Due, type FaxCommand, type FaxState, type FaxSummary } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { mayTouch, type Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { eventMeta } from '../event-meta.ts';
import { nudge } from '../nudge.ts';
import { TenantBook } from '../tenant-book.ts';
import { attemptBodies } from './attempt-view.ts';
import { isArchived } from './archive.ts';
import type { ListRequest } from './fax-list.ts';
import { readSearch, searchBody } from './fax-search.ts';

export type UserCommand = Extract<FaxCommand, { type: 'HoldFax' | 'ReviveFax' | 'StopFax' | 'RetryFax' }>;

/** A tenant's own faxes, and what the tenant may do to them. */
@Injectable()
export class FaxDesk {
  readonly #deps: ApiDependencies;
  readonly #tenants: TenantBook;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(TenantBook) tenants: TenantBook) {
    this.#deps = deps;
    this.#tenants = tenants;
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

  /** Live and archived faxes alike. @throws ProblemError that names what is wrong with the request */
  async search(caller: Principal, body: unknown): Promise<FaxSearchBody> {
    const { search, withHistory } = readSearch(body, caller);
    const { faxLog, now } = this.#deps;
    const faxes = await faxLog.search(search);
    const histories = withHistory ? await faxLog.statusHistories(faxes.map(({ faxId }) => faxId)) : undefined;
    const settings = await this.#tenants.settings(caller.tenantId);
    const at = now();
    return searchBody({ faxes, limit: search.limit, ...(histories && { histories }), isArchived: (fax) => isArchived(fax, settings, at) });
  }

  /** @throws ProblemError `batch_not_found` */
  async batch({ tenantId, mode }: Principal, batchId: string): Promise<FaxBatchBody> {
    const counts = await this.#deps.faxLog.batchCounts({ tenantId, batchId, ...(mode === 'test' && { mode }) });
    if (counts.total === 0) throw new ProblemError('batch_not_found');
    return { batchId, ...counts };
  }

  /**
   * A fax that its tenant still has at hand.
   * @throws ProblemError `fax_archived`; `fax_not_found`
   */
  async current(caller: Principal, faxId: string): Promise<FaxState> {
    const state = await this.find(caller, faxId);
    if (isArchived(state, await this.#tenants.settings(caller.tenantId), this.#deps.now())) throw new ProblemError('fax_archived', { faxStatus: state.status });
    return state;
  }

  /** Of archived faxes, too. */
  async attempts(caller: Principal, id: string): Promise<AttemptListBody> {
    const state = await this.find(caller, id);
    return { faxId: state.faxId, attempts: attemptBodies(state, await this.dueOf(state)) };
  }

  /** When the fax is dialled next, as it is known at this moment: by what its lifecycle will ask then. */
  async dueOf(state: FaxState): Promise<Due | undefined> {
    if (isAtRest(state.phase) || state.direction === 'inbound') return undefined;
    return nextDue(state, this.#deps.now(), await this.#deps.policyOf(state));
  }

  /** Of a fax that came to its end, archived or not. @throws ProblemError with the status that the fax has, where it refuses */
  async erase(caller: Principal, faxId: string, type: 'EraseDocument' | 'ErasePersonalData'): Promise<FaxState> {
    const { faxId: id } = await this.find(caller, faxId);
    const state = await this.#execute(caller, id, { type, reason: 'request' });
    if (type === 'ErasePersonalData') await this.#deps.forgetLessons(id);
    return state;
  }

  /** @throws ProblemError with the status that the fax has, where it refuses */
  async obey(principal: Principal, faxId: string, command: UserCommand): Promise<FaxState> {
    const { faxId: id } = await this.current(principal, faxId);
    const state = await this.#execute(principal, id, command);
    nudge(this.#deps, id);
    return state;
  }

  async #execute(principal: Principal, id: string, command: FaxCommand): Promise<FaxState> {
    const outcome = await this.#deps.faxLog.execute(id, command, { tenantId: principal.tenantId, meta: eventMeta() });
    if (!outcome.ok) throw refused(outcome.refusal);
    return outcome.state;
  }
}

function refused({ code, message, status }: { code: string; message: string; status?: FaxState['status'] }): ProblemError {
  if (code === 'fax_unknown') return new ProblemError('fax_not_found');
  if (!isErrorCode(code)) throw new RangeError(`a caller's command was refused with ${code}`);
  return new ProblemError(code, { detail: message, ...(status && { faxStatus: status }) });
}
