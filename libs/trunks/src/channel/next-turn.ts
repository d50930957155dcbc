import type { Queryable } from '@faxwire/event-log';

/** The two spaces keep our locks apart from each other and from those that others take. */
const TRUNK_LOCKS = 0x636874;
const NUMBER_LOCKS = 0x63686e;

export interface Turn {
  readonly faxId: string;
  readonly phoneNumber: string;
  /** The trunk is full with it. */
  readonly last: boolean;
}

const LOCK_TRUNK = { name: 'channel_lock_trunk', text: `SELECT pg_advisory_xact_lock(${TRUNK_LOCKS}, hashtext($1))` };

/**
 * The first in line of each tenant (of its most urgent ones), found by one step in the index per tenant however many wait, and of them the one
 * whose tenant has the fewest channels. Among equals it is the tenant whose last turn is longest ago: by the time of
 * waiting alone, the thousands of one tenant on a trunk of one channel would all pass before the first of another. Trunks that serve one number exclude each other by the lock on the number, taken
 * after the one on the trunk and only one of it, so that nobody can wait in a circle.
 *
 * The condition on the number is in a form that no planner makes a join of: with old statistics that join sorts all who
 * wait for each turn (measured: 690 ms with 100,000 of them).
 */
const NEXT = {
  name: 'channel_next_turn',
  text: `
    WITH RECURSIVE tenant AS (
      (SELECT tenant_id FROM channel_wait WHERE trunk = $1 ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT w.tenant_id FROM channel_wait w WHERE w.trunk = $1 AND w.tenant_id > t.tenant_id ORDER BY w.tenant_id LIMIT 1)
      FROM tenant t WHERE t.tenant_id IS NOT NULL
    ), taken AS (
      SELECT tenant_id, count(*) AS channels FROM channel WHERE trunk = $1 GROUP BY tenant_id
    ), used AS (
      SELECT coalesce(sum(channels), 0) AS channels FROM taken
    )
    SELECT turn.fax_id AS "faxId", turn.phone_number AS "phoneNumber", turn.last,
           CASE WHEN turn.calls_per_number > 0 THEN pg_advisory_xact_lock(${NUMBER_LOCKS}, hashtext(turn.phone_number)) END
    FROM (
      SELECT head.*, used.channels + 1 >= head.channels AS last
      FROM tenant CROSS JOIN used CROSS JOIN LATERAL (
        SELECT * FROM channel_wait w
        WHERE w.trunk = $1 AND w.tenant_id = tenant.tenant_id
          AND (w.calls_per_number = 0 OR w.phone_number NOT IN (SELECT phone_number FROM channel)
            OR (w.calls_per_number > 1 AND (SELECT count(*) FROM channel c WHERE c.phone_number = w.phone_number) < w.calls_per_number))
        ORDER BY w.priority DESC, w.waiting_since, w.fax_id LIMIT 1
      ) head LEFT JOIN taken ON taken.tenant_id = head.tenant_id
        LEFT JOIN channel_turn ON channel_turn.trunk = $1 AND channel_turn.tenant_id = head.tenant_id
      WHERE used.channels < head.channels
      ORDER BY coalesce(taken.channels, 0), channel_turn.last_at NULLS FIRST, head.waiting_since, head.fax_id LIMIT 1
    ) turn`,
};

/**
 * Whose turn it is on the trunk; undefined when it is full or nobody waits who could call. Until the end of the
 * transaction nobody else gives away a channel of this trunk, or of any trunk to this number.
 */
export async function nextTurn(transaction: Queryable, trunk: string): Promise<Turn | undefined> {
  // A statement of its own: what stands behind the lock must see what was committed before it.
  await transaction.query({ ...LOCK_TRUNK, values: [trunk] });
  const { rows } = await transaction.query<Turn>({ ...NEXT, values: [trunk] });
  return rows[0];
}
