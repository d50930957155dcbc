import type { DocumentEraser } from '@faxwire/documents';
import type { Database, FaxLog } from '@faxwire/event-log';
import { documentsOf, type FaxCommand, type FaxState } from '@faxwire/fax';
import type { Logger } from '@faxwire/platform';

/** A policy counts in days. */
const LOOK_EVERY_MS = 15 * 60_000;
/** Processes that start together do not look together. */
const FIRST_LOOK_MS = 60_000;
/** Faxes in one statement; the next batch follows at once. */
const BATCH = 200;

interface Policy {
  readonly command: Extract<FaxCommand['type'], 'EraseDocument' | 'ErasePersonalData'>;
  readonly setting: string;
  readonly erasedAt: string;
}

const POLICIES: readonly Policy[] = [
  { command: 'EraseDocument', setting: 'documentRetentionDays', erasedAt: 'document_erased_at' },
  { command: 'ErasePersonalData', setting: 'personalDataRetentionDays', erasedAt: 'personal_data_erased_at' },
];

// Tenant by tenant, each by its own index of faxes at rest: who keeps everything costs nothing. A limit per tenant, so that
// the backlog of one, whose policy is new, leaves room for the others.
const dueBy = ({ setting, erasedAt }: Policy): string => `
  SELECT due.fax_id FROM tenant CROSS JOIN LATERAL (
    SELECT fax_id FROM fax
    WHERE fax.tenant_id = tenant.id::text AND rested_at IS NOT NULL AND ${erasedAt} IS NULL
      AND rested_at <= $1::timestamptz - make_interval(days => (tenant.settings ->> '${setting}')::integer)
    ORDER BY rested_at LIMIT ${BATCH}
  ) due WHERE tenant.settings ->> '${setting}' IS NOT NULL`;

export interface RetentionOptions {
  readonly database: Pick<Database, 'pool'>;
  readonly faxLog: Pick<FaxLog, 'execute'>;
  readonly documentEraser: Pick<DocumentEraser, 'erase'>;
  /** Forgets what the fax has taught of its destination. */
  readonly forgetLessons: (faxId: string) => Promise<void>;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Erases what tenants do not want to be kept: documents first, then what says who wrote to whom. Each erasure is an event of its fax, and the bytes go after it. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#set(FIRST_LOOK_MS * (1 + Math.random()));
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#working;
  }

  #set(inMs: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#working = this.enforce().then(() => this.#set(LOOK_EVERY_MS));
    }, inMs);
    this.#timer.unref();
  }

  /** Once, now, until nothing is due. What goes wrong is logged and tried again later. */
  async enforce(): Promise<void> {
    try {
      for (const policy of POLICIES) await this.#enforce(policy);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'what is to be erased is looked for again later');
    }
  }

  /** The fax is erased whatever becomes of this, and the next ones are to be: the sweeper comes after us. */
  async #deleteBytes(state: FaxState): Promise<void> {
    const { documentEraser, logger } = this.#options;
    try {
      await documentEraser.erase(state.tenantId, documentsOf(state));
    } catch (error) {
      logger.warn({ err: error, faxId: state.faxId }, 'documents of an erased fax are left to the sweep');
    }
  }

  async #enforce(policy: Policy): Promise<void> {
    const { database, faxLog, now, logger } = this.#options;
    for (let erased = 0; !this.#stopped.signal.aborted; ) {
      const { rows } = await database.pool.query<{ fax_id: string }>(dueBy(policy), [new Date(now())]);
      let progress = 0;
      for (const { fax_id: faxId } of rows) {
        if (this.#stopped.signal.aborted) return;
        const outcome = await faxLog.execute(faxId, { type: policy.command, reason: 'retention' });
        if (!outcome.ok) continue;
        progress += 1;
        await this.#deleteBytes(outcome.state);
        if (policy.command === 'ErasePersonalData') await this.#options.forgetLessons(faxId);
      }
      erased += progress;
      // Nothing that could be erased: what is left was opened again meanwhile.
      if (progress > 0) continue;
      if (erased > 0) logger.info({ faxes: erased, policy: policy.setting }, 'faxes were erased as their tenants want it');
      return;
    }
  }
}
