import type { Queryable } from '@faxwire/event-log';
import type { FreedChannel } from './freed-channel.ts';

const BY_FREED = {
  name: 'channel_waited_for',
  text: `
    SELECT trunk FROM unnest($1::text[]) AS freed(trunk) WHERE EXISTS (SELECT FROM channel_wait w WHERE w.trunk = freed.trunk)
    UNION
    SELECT trunk FROM channel_wait WHERE phone_number = ANY($2::text[]) AND calls_per_number > 0`,
};

/** The trunks on which somebody may call now: those with a free channel, and those where a number that came free is waited for. */
export async function trunksWaitedFor(on: Queryable, freed: readonly FreedChannel[]): Promise<readonly string[]> {
  if (freed.length === 0) return [];
  const values = [freed.map(({ trunk }) => trunk), freed.map(({ phoneNumber }) => phoneNumber)];
  const { rows } = await on.query<{ trunk: string }>({ ...BY_FREED, values });
  return rows.map(({ trunk }) => trunk);
}

const ALL = {
  name: 'channel_waited_for_all',
  text: `
    WITH RECURSIVE waited AS (
      (SELECT trunk FROM channel_wait ORDER BY trunk LIMIT 1)
      UNION ALL
      SELECT (SELECT w.trunk FROM channel_wait w WHERE w.trunk > waited.trunk ORDER BY w.trunk LIMIT 1)
      FROM waited WHERE waited.trunk IS NOT NULL
    )
    SELECT trunk FROM waited WHERE trunk IS NOT NULL`,
};

/** Every trunk that anybody waits for. */
export async function allTrunksWaitedFor(on: Queryable): Promise<readonly string[]> {
  const { rows } = await on.query<{ trunk: string }>(ALL);
  return rows.map(({ trunk }) => trunk);
}
