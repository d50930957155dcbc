import type { FaxBody } from '@faxwire/contracts';
import type { FaxEvent } from '@faxwire/fax';
import pg from 'pg';
import type { ApiDoor } from './api-door.ts';
import type { FarCall } from './far-end-log.ts';
import type { FaxEvidence, VersionedEvent } from './fax-evidence.ts';
import type { AcceptedFax } from './fax-stream.ts';
import type { ReceivedPages } from './received-pages.ts';
import type { Outage } from './timeline.ts';

const STREAM = /^fax-(.+)$/;
const TRIES = 5;

export interface EvidenceSources {
  readonly accepted: readonly AcceptedFax[];
  /** Of a role that sees every row. */
  readonly databaseUrl: string;
  readonly door: ApiDoor;
  readonly calls: readonly FarCall[];
  readonly pages: ReceivedPages;
  readonly webhooks: readonly { readonly webhookId: string; readonly faxId: string }[];
  readonly farEndOutages: readonly Outage[];
}

/** Everything that is known of every accepted fax, when all is quiet. */
export async function gatherEvidence(sources: EvidenceSources): Promise<FaxEvidence[]> {
  const streams = await streamsOf(sources.databaseUrl);
  const evidence: FaxEvidence[] = [];
  for (const accepted of sources.accepted) evidence.push(await evidenceOf(accepted, sources, streams));
  return evidence;
}

async function evidenceOf({ key, faxId, phoneNumber, ends }: AcceptedFax, sources: EvidenceSources, streams: ReadonlyMap<string, readonly VersionedEvent[]>): Promise<FaxEvidence> {
  const body = await askedFor(sources.door, faxId);
  return {
    key, faxId, phoneNumber, ends,
    streams: [...streams.values()].filter(([first]) => first && keyOf(first) === key).length,
    events: streams.get(faxId) ?? [],
    ...(body && { status: body.faxStatus, ...(body.failedCause && { failedCause: body.failedCause }) }),
    calls: sources.calls.filter((call) => call.faxId === faxId).map((call) => ({ ...call, ...shaOf(sources.pages, call) })),
    webhooks: [...new Set(sources.webhooks.filter((webhook) => webhook.faxId === faxId).map(({ webhookId }) => webhookId))],
    farEndOutages: sources.farEndOutages,
  };
}

const keyOf = ({ event }: VersionedEvent): string | undefined => (event.type === 'FaxReceived' ? event.data.metadata['case'] : undefined);

function shaOf(pages: ReceivedPages, { callId }: FarCall): { sha256?: readonly string[] } {
  const sha256 = pages.of(callId);
  return sha256 ? { sha256 } : {};
}

async function askedFor(door: ApiDoor, faxId: string): Promise<FaxBody | undefined> {
  for (let time = 1; time <= TRIES; time += 1) {
    const answer = await door.fax(faxId).catch(() => undefined);
    if (answer?.status === 200) return answer.body;
  }
  return undefined;
}

/** By fax id, in order. Read from the table itself, past everything that is to be judged. */
async function streamsOf(url: string): Promise<Map<string, VersionedEvent[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ stream: string; version: number; type: string; data: unknown; at: Date }>('SELECT stream, version, type, data, at FROM event ORDER BY stream, version');
    const streams = new Map<string, VersionedEvent[]>();
    for (const { stream, version, type, data, at } of rows) {
      const faxId = STREAM.exec(stream)?.[1] ?? stream;
      streams.set(faxId, [...(streams.get(faxId) ?? []), { version, event: { type, at: at.getTime(), data } as FaxEvent }]);
    }
    return streams;
  } finally {
    await client.end();
  }
}
