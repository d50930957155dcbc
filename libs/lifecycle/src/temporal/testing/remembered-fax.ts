import {
  DEFAULT_RETRY_POLICY, decide, fold, initialState, next, openAttempt, phoneNumber, type FailureCause, type FaxCommand, type FaxEvent,
  type FaxState, type TransmitStep,
} from '@faxwire/fax';
import type { DescribedStep, DescribedSteps } from '../activity-contract.ts';
import type { ActiveStep } from '../../drive.ts';

const SHA256 = 'a'.repeat(64);
const TENANT_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
/** Of what a wait may grow by. */
export const JITTER = 0.5;

/** A fax whose events are kept in memory, with the real rules, plan and policy over them. Every call ends alike. */
export class RememberedFax implements DescribedSteps {
  readonly #events: FaxEvent[] = [];
  readonly #now: () => Promise<number>;
  readonly #cause: FailureCause;

  constructor(now: () => Promise<number>, cause: FailureCause) {
    this.#now = now;
    this.#cause = cause;
  }

  get state(): FaxState {
    return fold(this.#events, initialState);
  }

  async receive(faxId: string): Promise<void> {
    const document = { sha256: SHA256, mediaType: 'application/pdf', bytes: 1_000 };
    const number = phoneNumber('+19995550101');
    await this.#execute({
      type: 'ReceiveFax',
      fax: { faxId, tenantId: TENANT_ID, mode: 'test', phoneNumber: number, document, resolution: 'fine', metadata: {}, requestHash: SHA256 },
    });
  }

  async next(): Promise<DescribedStep> {
    const { tenantId, status, attempts } = this.state;
    return { step: next(this.state, await this.#now(), DEFAULT_RETRY_POLICY), attributes: { tenantId, status, attempts: attempts.length } };
  }

  async act(_faxId: string, step: ActiveStep): Promise<void> {
    if (step.kind === 'render') return this.#execute({ type: 'RecordRendering', pages: { sha256: SHA256, pageCount: 1, widthPx: 1728, bytes: 1, pageSha256: [SHA256], renderMs: 1 } });
    if (step.kind === 'transmit') return this.#interrupted();
    if (step.kind === 'salvage') return;
    if (step.as === 'failed') return this.#execute({ type: 'CloseAsFailed', cause: step.cause });
    await this.#execute({ type: step.as === 'sent' ? 'CloseAsSent' : 'CloseAsCancelled' });
  }

  async transmit(step: TransmitStep): Promise<void> {
    const { number, fromPage, settings } = step;
    await this.#execute({ type: 'InitiateAttempt', number, fromPage, settings, trunk: 'carrier', callerNumber: '+15550001111' });
    await this.#fail(this.#cause);
  }

  #interrupted(): Promise<void> {
    return this.#fail('interrupted');
  }

  async #fail(cause: FailureCause): Promise<void> {
    const open = openAttempt(this.state);
    if (!open) throw new Error('No attempt is open.');
    const { attemptId, token } = open;
    await this.#execute({ type: 'RecordAttemptFailure', attemptId, token, failure: { cause, detail: 'seen in a test' }, jitter: JITTER });
  }

  async #execute(command: FaxCommand): Promise<void> {
    const decision = decide(command, this.state, await this.#now());
    if (!decision.ok) throw new Error(decision.refusal.message);
    this.#events.push(...decision.events);
  }
}
