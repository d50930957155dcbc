import { fold, summarise, type FaxEvent, type FaxReceived } from '@faxwire/fax';
import { DatabaseError } from 'pg';
import type { Queryable } from '../database/queryable.ts';
import { storedData, storedMeta } from '../log/append.ts';
import { streamOf, type EventMeta } from '../log/stored-event.ts';
import { newPersonalKey } from '../personal/sealed-data.ts';
import { faxRowOf, upsertFaxes } from './fax-row.ts';
import { termsOf } from './metadata-terms.ts';

/** Faxes of one tenant that come in together: all of them or none. */
export interface Reception {
  readonly faxes: readonly FaxReceived['data'][];
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly meta?: EventMeta;
}

const RECEIVE = {
  name: 'fax_receive_all',
  text: `
    WITH given AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(n integer, tenant_id text, stream text, fax_id text, data jsonb, meta jsonb, at timestamptz, key text, terms bigint[])
    ), appended AS (
      INSERT INTO event (tenant_id, stream, version, type, data, meta, at)
      SELECT tenant_id, stream, 1, 'FaxReceived', data, meta, at FROM given ORDER BY n
      RETURNING position, xid, stream
    ), summary AS (${upsertFaxes('$2::jsonb', '(SELECT count(*) FROM appended) > 0')}
    ), key AS (
      INSERT INTO fax_key (stream, tenant_id, key) SELECT stream, tenant_id, decode(key, 'base64') FROM given
    ), term AS (
      INSERT INTO fax_term (tenant_id, term, created_at, fax_id)
      SELECT given.tenant_id, term, given.at, given.fax_id FROM given CROSS JOIN LATERAL unnest(given.terms) AS term
    )
    SELECT appended.stream, appended.xid::text AS xid FROM appended`,
};

interface Received {
  readonly stream: string;
  readonly xid: string;
}

/**
 * One statement for all: a client that hears nothing of its batch finds either every fax of it or none.
 * @returns undefined where one of the faxes exists already; then none was stored
 */
export async function receiveFaxes(on: Queryable, { faxes, at, meta = {} }: Reception): Promise<readonly Received[] | undefined> {
  const given = faxes.map((fax, n) => rowOf(fax, { n, at, meta }));
  const summaries = faxes.map((fax) => faxRowOf(summarise(fold([receivedOf(fax, at)]))));
  try {
    const { rows } = await on.query<Received>({ ...RECEIVE, values: [JSON.stringify(given), JSON.stringify(summaries)] });
    return rows;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '23505' && error.constraint === 'event_pkey') return undefined;
    throw error;
  }
}

const receivedOf = (data: FaxReceived['data'], at: number): FaxEvent => ({ type: 'FaxReceived', at, data });

function rowOf(fax: FaxReceived['data'], { n, at, meta }: { readonly n: number; readonly at: number; readonly meta: EventMeta }): object {
  const personalKey = newPersonalKey();
  const { tenantId, faxId, metadata } = fax;
  const stream = streamOf(faxId);
  const received = receivedOf(fax, at);
  return {
    n, tenant_id: tenantId, stream, fax_id: faxId, data: storedData(received, { stream, version: 1, personalKey }), meta: storedMeta(received.type, meta), at: new Date(at).toISOString(),
    key: personalKey.toString('base64'), terms: termsOf(metadata),
  };
}
