import { summarise, type FaxEventType, type FaxState } from '@faxwire/fax';
import type { Queryable } from '../database/queryable.ts';
import { appendParameters, appendStatement, stored, type Append, type Appended } from '../log/append.ts';
import { faxRowOf, upsertFaxes } from './fax-row.ts';
import { termsOf } from './metadata-terms.ts';

// Counting makes the events the first write of the statement, and so of its transaction.
const APPENDED = '(SELECT count(*) FROM appended) > 0';
const SUMMARY = `, summary AS (${upsertFaxes('$8::jsonb', APPENDED)})`;
const KEY = `, key AS (INSERT INTO fax_key (stream, tenant_id, key) SELECT $2, $1, $9::bytea WHERE ${APPENDED})`;
const TERMS = `, term AS (
  INSERT INTO fax_term (tenant_id, term, created_at, fax_id) SELECT $1, term, $10::timestamptz, $11 FROM unnest($12::bigint[]) AS term WHERE ${APPENDED})`;
const DESTROY_KEY = `, key AS (DELETE FROM fax_key WHERE stream = $2 AND ${APPENDED})`;
const DELETE_TERMS = `, term AS (
  DELETE FROM fax_term WHERE tenant_id = $1 AND created_at = $9::timestamptz AND fax_id = $10 AND term = ANY($11::bigint[]) AND ${APPENDED})`;

// Several statements, because a role needs the right to everything that a statement names, whether it comes to it or not.
const APPEND = { name: 'fax_append', text: appendStatement(SUMMARY) };
const RECEIVE = { name: 'fax_receive', text: appendStatement(SUMMARY + KEY + TERMS) };
// A fax that comes in has no metadata, and whoever takes it may not write search terms.
const COME_IN = { name: 'fax_come_in', text: appendStatement(SUMMARY + KEY) };
const ERASE = { name: 'fax_erase', text: appendStatement(SUMMARY + DESTROY_KEY + DELETE_TERMS) };

export interface FaxChange {
  readonly before: FaxState;
  readonly after: FaxState;
}

/** Events and what follows from them (summary, search terms, the key of personal data) in one statement: all or nothing, in one round trip. */
export async function appendFax(on: Queryable, given: Append, change: FaxChange): Promise<Appended> {
  const values = [...appendParameters(given), JSON.stringify([faxRowOf(summarise(change.after))])];
  return stored(given, () => on.query(statementOf(given, change, values)));
}

function statementOf(given: Append, { before, after }: FaxChange, values: unknown[]): { name: string; text: string; values: unknown[] } {
  const has = (type: FaxEventType) => given.events.some((event) => event.type === type);
  const place = ({ createdAt, faxId, metadata }: FaxState) => [new Date(createdAt).toISOString(), faxId, termsOf(metadata)];
  if (has('FaxReceived')) return { ...RECEIVE, values: [...values, given.personalKey ?? null, ...place(after)] };
  if (has('FaxIncoming')) return { ...COME_IN, values: [...values, given.personalKey ?? null] };
  if (has('FaxPersonalDataErased')) return { ...ERASE, values: [...values, ...place(before)] };
  return { ...APPEND, values };
}
