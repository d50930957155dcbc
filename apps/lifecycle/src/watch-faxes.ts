import type { Foundation } from '@faxwire/runtime';

/** What is looked up when somebody scrapes. */
export function watchFaxes({ metrics, eventLog, database, now }: Foundation): void {
  metrics.onScrape(async () => metrics.logLag('log', await eventLog.tailLag()));
  metrics.onScrape(async () => {
    const { rows } = await database.pool.query<{ oldest: Date | null }>(`SELECT min(created_at) AS oldest FROM fax WHERE open AND status <> 'FaxHeld'`);
    const oldest = rows[0]?.oldest;
    metrics.oldestOpenFax(oldest ? Math.max(now() - oldest.getTime(), 0) / 1_000 : 0);
  });
}
