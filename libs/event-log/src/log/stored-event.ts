import { eventIdOf } from '@faxwire/contracts';
import type { FaxEvent } from '@faxwire/fax';
import type { Checkpoint } from './checkpoint.ts';

export interface EventMeta {
  /** W3C trace context of what caused the event. */
  readonly traceparent?: string;
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
  readonly data: FaxEvent['data'];
  readonly meta: EventMeta;
  readonly at: Date;
}

export const EVENT_COLUMNS = 'position, xid::text AS xid, tenant_id, stream, version, type, data, meta, at';

const PREFIX = 'fax-';

export const streamOf = (faxId: string): string => `${PREFIX}${faxId}`;

const faxIdOf = (stream: string): string => stream.slice(PREFIX.length);

export function storedEventOf(row: EventRow): StoredEvent {
  const { position, xid, stream, version, meta } = row;
  const faxId = faxIdOf(stream);
  const event = { type: row.type, at: row.at.getTime(), data: row.data } as FaxEvent;
  return { id: eventIdOf(faxId, version), position, xid, tenantId: row.tenant_id, stream, faxId, version, event, meta };
}
