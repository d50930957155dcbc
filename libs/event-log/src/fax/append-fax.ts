import { summarise, type FaxState } from '@faxwire/fax';
import type { Queryable } from '../database/queryable.ts';
import { appendParameters, appendStatement, stored, type Append, type Appended } from '../log/append.ts';
import { faxRowOf, upsertFaxes } from './fax-row.ts';

// Counting makes the events the first write of the statement, and so of its transaction.
const SUMMARY = `, summary AS (${upsertFaxes('$8::jsonb', '(SELECT count(*) FROM appended) > 0')})`;

const STATEMENT = { name: 'fax_append', text: appendStatement(SUMMARY) };

/** Events and the summary that follows from them, in one statement: both or neither, in one round trip. */
export async function appendFax(on: Queryable, given: Append, after: FaxState): Promise<Appended> {
  const values = [...appendParameters(given), JSON.stringify([faxRowOf(summarise(after))])];
  return stored(given, () => on.query({ ...STATEMENT, values }));
}
