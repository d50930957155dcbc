import type { ChannelRequest } from '@faxwire/contracts';
import type { Priority } from '@faxwire/fax';
import type { Queryable } from '@faxwire/event-log';

export interface Place {
  /** The fax has a channel of this trunk, or is on the line. */
  readonly granted: boolean;
  /** The fax has a grant of another trunk than it is routed to now. */
  readonly elsewhere: boolean;
  /** Its place among those who wait was stored by this statement, which itself could not yet be seen by others. */
  readonly fresh: boolean;
  /** The trunk has a free channel, and the number a free line. */
  readonly open: boolean;
  /** Something lapsed and was not removed yet. */
  readonly lapsed: boolean;
}

const RANKS: Readonly<Record<Priority, number>> = { low: -1, normal: 0, high: 1 };

/** No lock, whatever the state of the trunk: thousands who wait ask this again and again. */
const STATEMENT = {
  name: 'channel_take_place',
  text: `
    WITH mine AS (
      SELECT trunk = $3 OR holder IS NOT NULL AS here FROM channel WHERE fax_id = $1 AND lapses_at > now()
    ), place AS (
      INSERT INTO channel_wait (fax_id, tenant_id, trunk, phone_number, channels, calls_per_number, priority)
      SELECT $1, $2, $3, $4, $5::integer, $6::integer, $7::smallint
      WHERE NOT EXISTS (SELECT FROM mine) AND NOT EXISTS (
        SELECT FROM channel_wait
        WHERE fax_id = $1 AND (trunk, phone_number, channels, calls_per_number) = ($3, $4, $5::integer, $6::integer))
      ON CONFLICT (fax_id) DO UPDATE SET trunk = excluded.trunk, phone_number = excluded.phone_number,
        channels = excluded.channels, calls_per_number = excluded.calls_per_number
      RETURNING fax_id
    )
    SELECT coalesce((SELECT here FROM mine), false) AS granted,
           coalesce((SELECT NOT here FROM mine), false) AS elsewhere,
           EXISTS (SELECT FROM place) AS fresh,
           (SELECT count(*) FROM channel WHERE trunk = $3) < $5::integer
             AND ($6::integer = 0 OR (SELECT count(*) FROM channel WHERE phone_number = $4) < $6::integer) AS open,
           EXISTS (SELECT FROM channel WHERE lapses_at <= now()) AS lapsed`,
};

/** Has the fax wait, unless it has a channel or waits already, and tells whether it is worth its while to look for one. */
export async function takePlace(on: Queryable, request: ChannelRequest): Promise<Place> {
  const { faxId, tenantId, trunk, phoneNumber, channels, callsPerNumber, priority = 'normal' } = request;
  const { rows } = await on.query<Place>({ ...STATEMENT, values: [faxId, tenantId, trunk, phoneNumber, channels, callsPerNumber, RANKS[priority]] });
  const [place] = rows;
  if (!place) throw new Error('A SELECT without FROM answered without a row.');
  return place;
}
