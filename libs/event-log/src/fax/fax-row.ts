import type { FaxSummary } from '@faxwire/fax';

const time = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** Column by column: type, and what a summary puts there. */
const COLUMNS = {
  fax_id: ['text', (fax: FaxSummary) => fax.faxId],
  tenant_id: ['text', (fax: FaxSummary) => fax.tenantId],
  direction: ['text', (fax: FaxSummary) => fax.direction],
  mode: ['text', (fax: FaxSummary) => fax.mode],
  version: ['integer', (fax: FaxSummary) => fax.version],
  status: ['text', (fax: FaxSummary) => fax.status],
  open: ['boolean', (fax: FaxSummary) => fax.open],
  phone_number: ['text', (fax: FaxSummary) => fax.phoneNumber],
  called_number: ['text', (fax: FaxSummary) => fax.calledNumber ?? null],
  metadata: ['jsonb', (fax: FaxSummary) => fax.metadata],
  created_at: ['timestamptz', (fax: FaxSummary) => new Date(fax.createdAt).toISOString()],
  updated_at: ['timestamptz', (fax: FaxSummary) => new Date(fax.updatedAt).toISOString()],
  page_count: ['integer', (fax: FaxSummary) => fax.pageCount ?? null],
  pages_confirmed: ['integer', (fax: FaxSummary) => fax.pagesConfirmed],
  attempts: ['integer', (fax: FaxSummary) => fax.attempts],
  failure_cause: ['text', (fax: FaxSummary) => fax.failureCause ?? null],
  failed_reason: ['text', (fax: FaxSummary) => fax.failedReason ?? null],
  batch_id: ['text', (fax: FaxSummary) => fax.batchId ?? null],
  resolution: ['text', (fax: FaxSummary) => fax.resolution],
  webhook_failed: ['boolean', (fax: FaxSummary) => fax.webhookFailed],
  sent_at: ['timestamptz', (fax: FaxSummary) => time(fax.sentAt)],
  send_at: ['timestamptz', (fax: FaxSummary) => time(fax.sendAt)],
  rested_at: ['timestamptz', (fax: FaxSummary) => time(fax.restedAt)],
  document_erased_at: ['timestamptz', (fax: FaxSummary) => time(fax.documentErasedAt)],
  personal_data_erased_at: ['timestamptz', (fax: FaxSummary) => time(fax.personalDataErasedAt)],
} as const;

const NAMES = Object.keys(COLUMNS).join(', ');
const TYPED = Object.entries(COLUMNS).map(([name, [type]]) => `${name} ${type}`).join(', ');
const CHANGES = Object.keys(COLUMNS).filter((name) => name !== 'fax_id').map((name) => `${name} = excluded.${name}`).join(', ');

/**
 * Writes summaries over what stands there.
 * @param given a jsonb expression: an array of `faxRowOf`
 */
export function upsertFaxes(given: string, condition = 'true'): string {
  return `
    INSERT INTO fax (${NAMES})
    SELECT ${NAMES} FROM jsonb_to_recordset(${given}) AS given(${TYPED}) WHERE ${condition}
    ON CONFLICT (fax_id) DO UPDATE SET ${CHANGES}`;
}

export function faxRowOf(fax: FaxSummary): Record<string, unknown> {
  return Object.fromEntries(Object.entries(COLUMNS).map(([name, [, value]]) => [name, value(fax)]));
}
