import type { Queries } from '../queries.ts';

/**
 * Blanks what the deliveries of a fax say of people: bodies, and answers that may quote them. A body that is still to be
 * sent goes when it is settled for good. That they happened, when and how, stays.
 * @returns how many were not erased before
 */
export async function eraseDeliveries(queries: Queries, faxId: string): Promise<number> {
  const { rowCount } = await queries.query(
    `UPDATE webhook_delivery SET erased = true, body = CASE WHEN state = 'pending' THEN body ELSE '' END, attempts = (
      SELECT coalesce(jsonb_agg(attempt - 'response' ORDER BY place), '[]') FROM jsonb_array_elements(attempts) WITH ORDINALITY AS a (attempt, place))
    WHERE fax_id = $1 AND NOT erased`,
    [faxId],
  );
  return rowCount ?? 0;
}
