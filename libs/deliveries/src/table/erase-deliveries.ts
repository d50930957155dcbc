import type { Queries } from '../queries.ts';

/**
 * Blanks what the finished deliveries of a fax say of people: bodies, and answers that may quote them. That they happened,
 * when and how, stays.
 * @returns how many were blanked
 */
export async function eraseDeliveries(queries: Queries, faxId: string): Promise<number> {
  const { rowCount } = await queries.query(
    `UPDATE webhook_delivery SET body = '', attempts = (
      SELECT coalesce(jsonb_agg(attempt - 'response' ORDER BY place), '[]') FROM jsonb_array_elements(attempts) WITH ORDINALITY AS a (attempt, place))
    WHERE fax_id = $1 AND state <> 'pending' AND body <> ''`,
    [faxId],
  );
  return rowCount ?? 0;
}
