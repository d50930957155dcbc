import { BATCHES_PER_TENANT, CASES_PER_TENANT, NUMBERS_PER_TENANT, WARDS } from './generated-faxes.ts';

const pick = (count: number): number => Math.floor(Math.random() * count);
const day = (): string => new Date(Date.UTC(2025, 0, 1) + pick(600) * 86_400_000).toISOString().slice(0, 10);
const BEGIN = '2020-01-01';
const number = (): string => `+1202${String(pick(NUMBERS_PER_TENANT)).padStart(7, '5')}`;

/** Every way of searching that an index serves, as clients ask. */
export const SEARCHES: Readonly<Record<string, () => object>> = {
  newest: () => ({ faxSentDate: BEGIN }),
  'from a day on, oldest': () => ({ faxSentDate: day(), sort: 'oldest' }),
  'a day': () => {
    const date = day();
    return { faxSentDate: date, faxSentDateTo: date, limit: 100 };
  },
  'up to a day': () => ({ faxSentDate: BEGIN, faxSentDateTo: day() }),
  number: () => ({ faxSentDate: BEGIN, faxNumber: number() }),
  'number and status': () => ({ faxSentDate: BEGIN, faxNumber: number(), faxStatus: 'FaxFailed' }),
  failed: () => ({ faxSentDate: BEGIN, faxStatus: 'FaxFailed', limit: 100 }),
  held: () => ({ faxSentDate: BEGIN, faxStatus: 'FaxHeld' }),
  sent: () => ({ faxSentDate: day(), faxStatus: 'FaxSent' }),
  'failed or cancelled': () => ({ faxSentDate: BEGIN, faxStatus: ['FaxFailed', 'FaxCancelled'] }),
  'webhook failed': () => ({ faxSentDate: BEGIN, faxStatus: 'FaxWebhookUpdateFailed' }),
  batch: () => ({ faxSentDate: BEGIN, batchId: `batch-${pick(BATCHES_PER_TENANT)}` }),
  'rare metadata': () => ({ faxSentDate: BEGIN, metadata: { case: String(pick(CASES_PER_TENANT)) } }),
  'common metadata': () => ({ faxSentDate: BEGIN, metadata: { ward: String(pick(WARDS)) } }),
  'both metadata': () => ({ faxSentDate: BEGIN, metadata: { ward: String(pick(WARDS)), case: String(pick(CASES_PER_TENANT)) } }),
  'metadata and day': () => ({ faxSentDate: day(), metadata: { ward: String(pick(WARDS)) }, sort: 'oldest' }),
  history: () => ({ faxSentDate: BEGIN, showFaxStatusChangeHistory: true, limit: 100 }),
};
