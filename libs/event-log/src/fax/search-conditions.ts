import type { FaxDirection, FaxMode, FaxStatus } from '@faxwire/fax';
import type { FaxCursor } from './list-of-tenant.ts';
import { termOf } from './metadata-terms.ts';

/** Where the time and the id of a fax stand that the list is sorted by. */
export interface SortColumns {
  readonly time: string;
  readonly id: string;
}

/** The conditions of a search, and the values of their parameters. */
export class SearchConditions {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];
  readonly #tenantId: string;

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
    this.#add(`fax.tenant_id = ${this.value(tenantId)}`);
  }

  get text(): string {
    return this.#conditions.join(' AND ');
  }

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** With metadata, the pairs' own table leads: by the longest value, which is the least likely to be shared by many. */
  source(metadata: Readonly<Record<string, string>> = {}): SortColumns & { readonly from: string } {
    const [leading] = Object.entries(metadata).sort(([, one], [, other]) => other.length - one.length);
    if (!leading) return { from: 'fax', time: 'fax.created_at', id: 'fax.fax_id' };
    this.#add(`term.tenant_id = ${this.value(this.#tenantId)} AND term.term = ${this.value(termOf(...leading))}::bigint`);
    this.#add(`fax.metadata @> ${this.value(JSON.stringify(metadata))}::jsonb`);
    return { from: 'fax_term AS term JOIN fax ON fax.fax_id = term.fax_id', time: 'term.created_at', id: 'term.fax_id' };
  }

  mode(mode: FaxMode | undefined): this {
    return mode === undefined ? this : this.#add(`fax.mode = ${this.value(mode)}`);
  }

  /** A closed list: as a literal it lets the planner use the index of faxes that came in. */
  direction(direction: FaxDirection | undefined): this {
    return direction === undefined ? this : this.#add(`fax.direction = '${direction}'`);
  }

  faxIds(faxIds: readonly string[] | undefined): this {
    return faxIds === undefined ? this : this.#add(`fax.fax_id = ANY(${this.value([...faxIds])}::text[])`);
  }

  number(phoneNumber: string | undefined): this {
    return phoneNumber === undefined ? this : this.#add(`fax.phone_number = ${this.value(phoneNumber)}`);
  }

  /**
   * A fax that a webhook was given up on shows what became of it, never that; it is found by it all the same. The names
   * come from a closed list and stand in the statement itself: a parameter would hide from the planner that an index fits.
   */
  statuses(statuses: readonly FaxStatus[] | undefined): this {
    if (statuses === undefined) return this;
    const plain = statuses.filter((status) => status !== 'FaxWebhookUpdateFailed').map((status) => `'${status}'`);
    const parts = [
      ...(plain.length === 1 ? [`fax.status = ${plain.join()}`] : plain.length > 1 ? [`fax.status IN (${plain.join(', ')})`] : []),
      ...(statuses.includes('FaxWebhookUpdateFailed') ? ['fax.webhook_failed'] : []),
    ];
    return this.#add(parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`);
  }

  batch(batchId: string | undefined): this {
    return batchId === undefined ? this : this.#add(`fax.batch_id = ${this.value(batchId)}`);
  }

  between(time: string, { from, to }: { readonly from?: number; readonly to?: number }): this {
    if (from !== undefined) this.#add(`${time} >= ${this.value(new Date(from))}`);
    if (to !== undefined) this.#add(`${time} < ${this.value(new Date(to))}`);
    return this;
  }

  after({ time, id }: SortColumns, { order, after }: { readonly order: 'newest' | 'oldest'; readonly after: FaxCursor | undefined }): this {
    if (!after) return this;
    return this.#add(`(${time}, ${id}) ${order === 'newest' ? '<' : '>'} (${this.value(new Date(after.createdAt))}, ${this.value(after.faxId)})`);
  }

  #add(condition: string): this {
    this.#conditions.push(condition);
    return this;
  }
}
