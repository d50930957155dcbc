import type { Queryable } from '@faxwire/event-log';

export interface ChannelUse {
  readonly trunk: string;
  /** Channels that are granted or held. */
  readonly inUse: number;
  readonly waiting: number;
}

const STATEMENT = {
  name: 'channel_use',
  text: `
    SELECT trunk, sum(in_use)::integer AS "inUse", sum(waiting)::integer AS waiting FROM (
      SELECT trunk, count(*) AS in_use, 0 AS waiting FROM channel WHERE lapses_at > now() GROUP BY trunk
      UNION ALL
      SELECT trunk, 0, count(*) FROM channel_wait GROUP BY trunk
    ) AS both_tables GROUP BY trunk ORDER BY trunk`,
};

/** Trunks that nobody uses or waits for are left out. */
export async function channelUse(on: Queryable): Promise<readonly ChannelUse[]> {
  const { rows } = await on.query<ChannelUse>(STATEMENT);
  return rows;
}
