import type { Queryable } from '@faxwire/event-log';

/** The number is looked at again: another trunk may have called it before its lock was ours. */
const STATEMENT = {
  name: 'channel_grant',
  text: `
    WITH place AS (
      DELETE FROM channel_wait w
      WHERE fax_id = $1 AND trunk = $2 AND phone_number = $3
        AND (calls_per_number = 0 OR (SELECT count(*) FROM channel c WHERE c.phone_number = w.phone_number) < calls_per_number)
      RETURNING fax_id, tenant_id, trunk, phone_number
    ), turn AS (
      INSERT INTO channel_turn (trunk, tenant_id, last_at) SELECT trunk, tenant_id, clock_timestamp() FROM place
      ON CONFLICT (trunk, tenant_id) DO UPDATE SET last_at = excluded.last_at
    )
    INSERT INTO channel (fax_id, tenant_id, trunk, phone_number, lapses_at)
    SELECT fax_id, tenant_id, trunk, phone_number, clock_timestamp() + make_interval(secs => $4::double precision / 1000) FROM place
    ON CONFLICT (fax_id) DO UPDATE SET trunk = excluded.trunk, phone_number = excluded.phone_number, holder = NULL, lapses_at = excluded.lapses_at
      WHERE channel.lapses_at <= clock_timestamp()`,
};

export interface Grant {
  readonly faxId: string;
  readonly trunk: string;
  readonly phoneNumber: string;
  readonly lapseMs: number;
}

/** Makes of a place a channel. False when the fax gave its place up, has a channel already, or its number has become busy. */
export async function grant(transaction: Queryable, { faxId, trunk, phoneNumber, lapseMs }: Grant): Promise<boolean> {
  const { rowCount } = await transaction.query({ ...STATEMENT, values: [faxId, trunk, phoneNumber, lapseMs] });
  return rowCount === 1;
}
