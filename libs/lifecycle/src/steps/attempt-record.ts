import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxCommand, Refusal } from '@faxwire/fax';
import type { AttemptJournal, FactJournal } from './fact-journal.ts';
import type { Execution, FaxRecord } from './step-dependencies.ts';

/** The far end waits 3 s for an answer (T.30, T4): a fact that is safe on the disk does not hold the call up for longer. */
const CALL_WAITS_MS = 500;
/** Without the disk the call waits for the log: the fax terminal waits 30 s, then the call is lost. */
const RECORD_WITHIN_MS = 25_000;
/** At the end of the call the log has this long to come back, then the facts are left on the disk for whoever is there then. */
const LOG_BACK_WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

export interface AttemptRecordOptions {
  readonly faxes: FaxRecord;
  readonly now: () => number;
  readonly faxId: string;
  readonly journal?: FactJournal;
  /** Told once: the attempt is somebody else's by now. */
  readonly onRefused: (refusal: Refusal) => void;
}

/** The record of one attempt: every fact in the log, in order; those that cost a page on the disk before. */
export class AttemptRecord {
  readonly #options: AttemptRecordOptions;
  readonly #journal: AttemptJournal | undefined;
  #last: Promise<Execution | undefined> = Promise.resolve(undefined);
  #refusal: Refusal | undefined;
  #isLost = false;

  constructor(options: AttemptRecordOptions) {
    this.#options = options;
    this.#journal = options.journal?.begin(options.faxId);
  }

  /**
   * Resolves when the fact is durable: in the log, with its state then, or on the disk for now.
   * Rejects when it was refused, or can be kept nowhere.
   */
  async add(fact: FaxCommand, isKept: boolean): Promise<Execution | undefined> {
    if (this.#refusal) throw refused(this.#refusal);
    const isSafe = this.#journal !== undefined && (!isKept || (await this.#keep(this.#journal, fact)));
    const stored = this.#store(fact, isSafe ? LOG_BACK_WITHIN_MS : RECORD_WITHIN_MS);
    return isSafe ? Promise.race([stored, sleep(CALL_WAITS_MS).then(() => undefined)]) : stored;
  }

  /** Resolves when the log has everything that was kept. Rejects when it is away for too long: then the disk has it. */
  async close(): Promise<void> {
    const [last] = await Promise.allSettled([this.#last]);
    if (this.#journal && this.#isLost) {
      await this.#journal.leave();
      throw new Error('the log is away: what the far end confirmed is kept on the disk');
    }
    await this.#journal?.forget();
    if (last.status === 'rejected' && !this.#refusal) throw last.reason;
  }

  /** False for a disk that is full or broken: then the log alone decides. */
  #keep(journal: AttemptJournal, fact: FaxCommand): Promise<boolean> {
    return journal.append(fact).then(() => true, () => false);
  }

  #store(fact: FaxCommand, withinMs: number): Promise<Execution> {
    const stored = this.#last.catch(() => undefined).then(() => this.#execute(fact, withinMs));
    this.#last = stored;
    stored.catch(() => undefined);
    return stored;
  }

  async #execute(fact: FaxCommand, withinMs: number): Promise<Execution> {
    if (this.#refusal) throw refused(this.#refusal);
    // Appended from the disk in order, later: an attempt must not be closed before its pages.
    if (this.#isLost && this.#journal) throw new Error('an earlier fact is not in the log');
    const { faxes, faxId, now } = this.#options;
    const outcome = await persist(() => faxes.execute(faxId, fact), now, withinMs).catch((error: unknown) => {
      this.#isLost = true;
      throw error;
    });
    if (outcome.ok) return outcome;
    this.#refusal = outcome.refusal;
    this.#options.onRefused(outcome.refusal);
    throw refused(outcome.refusal);
  }
}

/** A log that is away for a moment costs no call: a fact recorded twice is recorded once, so it is tried again. */
async function persist(execute: () => Promise<Execution>, now: () => number, withinMs: number): Promise<Execution> {
  const until = now() + withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await execute();
    } catch (error) {
      if (now() + pauseMs > until) throw error;
      await sleep(pauseMs);
    }
  }
}

function refused({ code, message }: Refusal): Error {
  return new Error(`${code}: ${message}`);
}

/**
 * Appends what attempts left on the disk that ended without the log. A refused fact is a zombie's: somebody else went on.
 * @returns how many facts the log took; rejects when it is still away
 */
export async function appendKeptFacts(journal: FactJournal, faxes: FaxRecord): Promise<number> {
  let taken = 0;
  for (const left of await journal.leftBehind()) {
    const { faxId, facts } = left;
    for (const fact of facts) if ((await faxes.execute(faxId, fact)).ok) taken += 1;
    await left.forget();
  }
  return taken;
}
