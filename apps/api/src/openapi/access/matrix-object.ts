import { CreatedWebhookEndpointBody } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber, type FaxCommand, type FaxMode } from '@faxwire/fax';
import { randomUUID } from 'node:crypto';
import type { ApiBench } from '../../api-bench.ts';

/** Stands in everything that belongs to the tenant whom nobody may see; no answer to anybody else has it. */
export const MARK = 'of-the-victim';

/** The tenant that others try to reach, and a key of it that may do everything. */
export interface Victim {
  readonly bench: ApiBench;
  readonly tenantId: string;
  readonly key: string;
}

/** A kind of object that requests name by an id. */
export interface MatrixObject {
  /** An id of the right form that nothing has. */
  readonly absent: string;
  /** Makes one of the victim's, live where it has a mode, and gives its id. */
  make(victim: Victim): Promise<string>;
}

const ABSENT_FAX = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const attemptOf = (faxId: string): string => `att_${faxId}_1`;

/**
 * Every kind of object that an operation names, by the name of the path parameter, query parameter or field of a body.
 * An operation that names another kind has to add it here: the matrix fails until then.
 */
export const MATRIX_OBJECTS: Readonly<Record<string, MatrixObject>> = {
  faxId: { absent: ABSENT_FAX, make: (victim) => makeFax(victim) },
  attemptId: { absent: attemptOf(ABSENT_FAX), make: async (victim) => attemptOf(await makeFax(victim)) },
  keyId: { absent: '0'.repeat(16), make: (victim) => makeKey(victim) },
  deliveryId: { absent: `evt_${ABSENT_FAX}_1`, make: (victim) => makeDelivery(victim) },
  number: { absent: '+12025550198', make: (victim) => makeDoNotCall(victim) },
  endpointId: { absent: `hook_${'0'.repeat(32)}`, make: (victim) => makeEndpoint(victim) },
};

/** Names that say the same. */
const SAME: Readonly<Record<string, string>> = { id: 'endpointId' };

/** Undefined for what names no object. */
export function objectNamed(name: string): MatrixObject | undefined {
  return MATRIX_OBJECTS[SAME[name] ?? name];
}

/** Looks as if it named an object. */
export function namesObject(name: string): boolean {
  return name === 'id' || name.endsWith('Id');
}

async function makeFax({ bench, tenantId }: Victim, mode: FaxMode = 'live'): Promise<string> {
  const faxId = randomUUID();
  const document = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000, fileName: `${MARK}.pdf` };
  const fax = { faxId, tenantId, mode, phoneNumber: phoneNumber('+12025550143'), document, resolution: 'fine', metadata: { [MARK]: MARK }, requestHash: MARK } as const;
  const commands: FaxCommand[] = [
    { type: 'ReceiveFax', fax },
    { type: 'RecordRendering', pages: { sha256: 'e'.repeat(64), pageCount: 1, widthPx: 1728, bytes: 5_000, pageSha256: ['p'.repeat(64)], renderMs: 3 } },
    { type: 'InitiateAttempt', number: 1, trunk: MARK, callerNumber: '+12025550199', fromPage: 0, settings: FULL_SETTINGS },
  ];
  for (const command of commands) {
    const outcome = await bench.faxLog.execute(faxId, command, { tenantId, meta: {} });
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal.code}`);
  }
  return faxId;
}

async function makeKey(victim: Victim): Promise<string> {
  await victim.bench.database.pool.query('DELETE FROM api_key WHERE tenant_id = $1 AND name = $2', [victim.tenantId, MARK]);
  const { keyId } = (await (await post(victim, '/keys', { name: MARK, mode: 'live' })).json()) as { keyId: string };
  return keyId;
}

/** The last one makes room: a tenant has a limited number of them. */
async function makeEndpoint(victim: Victim): Promise<string> {
  await victim.bench.database.pool.query('DELETE FROM webhook_endpoint WHERE tenant_id = $1', [victim.tenantId]);
  const made = await post(victim, '/fax/webhook/endpoints', { url: `https://example.com/${MARK}`, description: MARK });
  return CreatedWebhookEndpointBody.parse(await made.json()).id;
}

async function makeDoNotCall(victim: Victim): Promise<string> {
  const number = '+12025550143';
  await post(victim, '/do-not-call', { numbers: [number] });
  return number;
}

function post({ bench, key }: Victim, path: string, body: unknown): Promise<Response> {
  return bench.fetch(path, { method: 'POST', key, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** One of each of the victim's endpoints, given up. */
async function makeDelivery({ bench, tenantId }: Victim): Promise<string> {
  const eventId = `evt_${randomUUID()}_1`;
  await bench.database.pool.query(
    `INSERT INTO webhook_delivery (event_id, endpoint_id, tenant_id, fax_id, sequence, event_type, body, state, reason, next_attempt_at, created_at, finished_at)
    SELECT $1, id, tenant_id, $3, 1, 'FaxSent', $4, 'failed', $3, now(), now(), now() FROM webhook_endpoint WHERE tenant_id = $2`,
    [eventId, tenantId, MARK, JSON.stringify({ data: MARK })],
  );
  return eventId;
}
