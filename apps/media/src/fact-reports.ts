import type { LineFact, ReportFact } from '@faxwire/contracts';
import { within } from './time-limit.ts';

/** A fact that is not on record by then is taken for lost: the database is gone, and the far end must not wait for it. */
export const REPORT_TIMEOUT_MS = 30_000;

/** Reports in order, one at a time; after the first that fails nothing more is reported. */
export class FactReports {
  readonly #report: ReportFact;
  readonly #onLost: (reason: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #closed = false;
  #abandoned = false;

  constructor(report: ReportFact, onLost: (reason: unknown) => void) {
    this.#report = report;
    this.#onLost = onLost;
  }

  /** Resolves when the fact is durable. Rejects when it is not, or after an earlier one was lost. */
  add(fact: LineFact): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the call is over'));
    const reported = this.#last.then(() => this.#send(fact));
    this.#last = reported;
    reported.catch((reason: unknown) => {
      if (this.#closed) return;
      this.#closed = true;
      this.#onLost(reason);
    });
    return reported;
  }

  /** Takes no more facts. Resolves when those on their way are settled, or have had the time that one may take. */
  async close(): Promise<void> {
    this.#closed = true;
    const settled = this.#last.catch(() => undefined);
    await within(REPORT_TIMEOUT_MS, settled, () => void (this.#abandoned = true));
  }

  async #send(fact: LineFact): Promise<void> {
    if (this.#abandoned) throw new Error('the call is over');
    await within(REPORT_TIMEOUT_MS, this.#report(fact), () => {
      throw new Error(`a fact was not recorded within ${REPORT_TIMEOUT_MS} ms`);
    });
  }
}
