import { TRANSITIONS, shownStatusOf, type FaxEventType, type StatusChange } from '@faxwire/fax';
import type { Queryable } from '../database/queryable.ts';
import { faxIdOf, streamOf } from '../log/stored-event.ts';

/** As the state's history has it: what changes the public status, and webhooks that were given up on. */
const SHOWN = TRANSITIONS.map(({ event }) => event).filter((event) => shownStatusOf(event) !== undefined);

const STATEMENT = {
  name: 'fax_histories',
  text: 'SELECT stream, type, at FROM event WHERE stream = ANY($1::text[]) AND type = ANY($2::text[]) ORDER BY stream, version',
};

/** The changes of status of many faxes, by fax id, oldest first. */
export async function statusHistories(on: Queryable, faxIds: readonly string[]): Promise<ReadonlyMap<string, readonly StatusChange[]>> {
  const histories = new Map<string, StatusChange[]>(faxIds.map((faxId) => [faxId, []]));
  const streams = faxIds.map(streamOf);
  const { rows } = await on.query<{ stream: string; type: FaxEventType; at: Date }>({ ...STATEMENT, values: [streams, SHOWN] });
  for (const { stream, type, at } of rows) {
    const status = shownStatusOf(type);
    if (status) histories.get(faxIdOf(stream))?.push({ status, at: at.getTime() });
  }
  return histories;
}
