import type { Queryable } from '@faxwire/event-log';
import { RENEWAL_TIMEOUT_MS } from './channel-times.ts';

/** A grant that this holder has already is one whose answer never reached it. */
const TAKE_UP = {
  name: 'channel_take_up',
  text: `
    UPDATE channel SET holder = $2, lapses_at = now() + make_interval(secs => $3::double precision / 1000)
    WHERE fax_id = $1 AND (holder IS NULL OR holder = $2) AND lapses_at > now()`,
};

export interface Holding {
  readonly holder: string;
  readonly lapseMs: number;
}

/** Makes of a grant a hold. False when it lapsed, or another worker has it. */
export async function takeUp(on: Queryable, faxId: string, { holder, lapseMs }: Holding): Promise<boolean> {
  const { rowCount } = await on.query({ ...TAKE_UP, values: [faxId, holder, lapseMs] });
  return rowCount === 1;
}

const RENEW = {
  name: 'channel_renew',
  text: `
    UPDATE channel SET lapses_at = now() + make_interval(secs => $3::double precision / 1000)
    WHERE fax_id = ANY($1::text[]) AND holder = $2 AND lapses_at > now() RETURNING fax_id AS "faxId"`,
};

/** Returns those that are still this holder's. */
export async function renew(on: Queryable, faxIds: readonly string[], { holder, lapseMs }: Holding): Promise<ReadonlySet<string>> {
  const patient = { ...RENEW, values: [faxIds, holder, lapseMs], query_timeout: Math.min(RENEWAL_TIMEOUT_MS, lapseMs) };
  const { rows } = await on.query<{ faxId: string }>(patient);
  return new Set(rows.map(({ faxId }) => faxId));
}

const IS_HELD = {
  name: 'channel_is_held',
  text: 'SELECT FROM channel WHERE fax_id = $1 AND holder IS NOT NULL AND lapses_at > now()',
};

export async function isHeld(on: Queryable, faxId: string): Promise<boolean> {
  const { rowCount } = await on.query({ ...IS_HELD, values: [faxId] });
  return rowCount === 1;
}
