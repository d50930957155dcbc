import { eventIdOf } from '@faxwire/contracts';
import type { FaxEvent } from '@faxwire/fax';
import { unsealData } from '../personal/sealed-data.ts';
import { lift } from '../upcast/upcasters.ts';
import type { Checkpoint } from './checkpoint.ts';

export interface EventMeta {
  /** W3C trace context of what caused the event. */
  readonly traceparent?: string;
  /** Version of the form that the event was stored in; absent for the first. Given by the log, not by its callers. */
  readonly schema?: string;
  readonly [name: string]: string | undefined;
}

export interface StoredEvent extends Checkpoint {
  /** `evt_<faxId>_<version>` */
  readonly id: string;
  readonly tenantId: string;
  readonly stream: string;
  readonly faxId: string;
  /** From 1, without gaps. */
  readonly version: number;
  readonly event: FaxEvent;
  readonly meta: EventMeta;
}

export interface EventRow {
  readonly position: string;
  readonly xid: string;
  readonly tenant_id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: FaxEvent['type'];
  /** In the form of the release that stored it. */
  readonly data: FaxEvent['data'];
  readonly meta: EventMeta;
  readonly at: Date;
  /** Of the fax's personal data, where the event has some: null once it was destroyed. */
  readonly key?: Buffer | null;
}

export const EVENT_COLUMNS = `position, xid::text AS xid, tenant_id, stream, version, type, data, meta, at,
  CASE WHEN data ? 'sealed' THEN (SELECT fax_key.key FROM fax_key WHERE fax_key.stream = event.stream) END AS key`;

const PREFIX = 'fax-';

export const streamOf = (faxId: string): string => `${PREFIX}${faxId}`;

export const faxIdOf = (stream: string): string => stream.slice(PREFIX.length);

/**
 * The event in today's form: the only place where rows become events.
 * @throws EventUnreadable for one that a newer release stored
 */
export function storedEventOf(row: EventRow): StoredEvent {
  const { position, xid, stream, version, meta, type } = row;
  const faxId = faxIdOf(stream);
  const id = eventIdOf(faxId, version);
  const readable = unsealData(type, row.data as Readonly<Record<string, unknown>>, { key: row.key ?? null, boundTo: id });
  const data = lift({ type, data: readable, schema: meta.schema });
  const event = { type, at: row.at.getTime(), data } as FaxEvent;
  return { id, position, xid, tenantId: row.tenant_id, stream, faxId, version, event, meta };
}
