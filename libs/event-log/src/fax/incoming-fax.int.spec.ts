import { randomUUID } from 'node:crypto';
import { phoneNumber, type FaxCommand } from '@faxwire/fax';
import { FaxLog, runAsTenant, TENANT_ROLE } from '../index.ts';
import { roleDatabase, type RoleDatabase } from '../testing/role-database.ts';
import { receive } from '../testing/commands.ts';
import { referencedDocuments } from './referenced-documents.ts';

const NUMBERS = /\+1 ?202/;

describe('a fax that comes in, in the log', () => {
  let bench: RoleDatabase;
  let media: FaxLog;
  beforeAll(async () => {
    bench = await roleDatabase();
    media = new FaxLog({ database: await bench.as('faxwire_media'), now: Date.now });
  });
  afterAll(() => bench.close());

  async function arrived(tenantId: string): Promise<string> {
    const faxId = randomUUID();
    const sha256 = (digit: string) => digit.repeat(64);
    const commands: FaxCommand[] = [
      { type: 'ReceiveCall', call: { faxId, tenantId, mode: 'live', phoneNumber: '+12025550123', calledNumber: phoneNumber('+12025550199'), trunk: 'carrier', sipCallId: `${faxId}@192.0.2.1` } },
      {
        type: 'RecordPageReceived',
        page: { page: 0, sha256: sha256('1'), bytes: 9, widthPx: 1728, lengthRows: 10, badRows: 0, last: true, bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+1 202 555 0123' },
      },
      { type: 'CloseIncoming', cause: 'call_dropped', end: { pageCount: 1, durationMs: 1_000, remoteStationId: '+1 202 555 0123', document: { sha256: sha256('2'), mediaType: 'image/tiff', bytes: 9 } } },
    ];
    for (const command of commands) expect(await media.execute(faxId, command)).toMatchObject({ ok: true });
    return faxId;
  }

  it('is told by the media role alone, sealed under a key of its own, and seen by its tenant only', async () => {
    const faxId = await arrived('ten_a');
    const { rows } = await bench.superuser.pool.query<{ data: object }>('SELECT data FROM event WHERE stream = $1', [`fax-${faxId}`]);
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(NUMBERS);
    const api = new FaxLog({ database: await bench.as(TENANT_ROLE, { tenantScoped: true }), now: Date.now });
    expect(await runAsTenant('ten_a', () => api.load(faxId))).toMatchObject({ phoneNumber: '+12025550123', status: 'FaxArrived' });
    expect(await runAsTenant('ten_b', () => api.load(faxId))).toMatchObject({ phase: 'absent' });
  });

  it('is one fax however often its call is reported, also after its end', async () => {
    const faxId = await arrived('ten_a');
    const { incoming } = await media.load(faxId);
    const call = { faxId, tenantId: 'ten_a', mode: 'live' as const, phoneNumber: '', calledNumber: phoneNumber('+12025550199'), trunk: 'carrier', sipCallId: incoming?.sipCallId ?? '' };
    expect(await media.execute(faxId, { type: 'ReceiveCall', call })).toMatchObject({ ok: false, refusal: { code: 'fax_exists' } });
    expect((await media.load(faxId)).version).toBe(3);
  });

  it('is told apart from those that are sent, in lists and in searches', async () => {
    const [inbound, outbound] = [await arrived('ten_c'), randomUUID()];
    const log = new FaxLog({ database: bench.superuser, now: Date.now });
    await log.execute(outbound, receive(outbound, 'ten_c'));
    const ids = async (direction?: 'inbound' | 'outbound') => [
      (await log.search({ tenantId: 'ten_c', order: 'newest', limit: 9, ...(direction && { direction }) })).map(({ faxId }) => faxId).sort(),
      (await log.listOfTenant({ tenantId: 'ten_c', limit: 9, ...(direction && { direction }) })).map(({ faxId }) => faxId).sort(),
    ];
    expect(await ids('inbound')).toEqual([[inbound], [inbound]]);
    expect(await ids('outbound')).toEqual([[outbound], [outbound]]);
    expect(await ids()).toEqual([[inbound, outbound].sort(), [inbound, outbound].sort()]);
  });

  it('keeps its pages from being swept, until they are erased with its numbers', async () => {
    const faxId = await arrived('ten_d');
    const log = new FaxLog({ database: bench.superuser, now: Date.now });
    const stored = ['1'.repeat(64), '2'.repeat(64)];
    expect(await referencedDocuments(bench.superuser.pool, 'ten_d', [...stored, '3'.repeat(64)])).toEqual(new Set(stored));
    expect(await log.execute(faxId, { type: 'ErasePersonalData', reason: 'request' })).toMatchObject({ ok: true, events: [{ event: { data: { documents: ['2'.repeat(64), '1'.repeat(64)] } } }, {}] });
    expect(await referencedDocuments(bench.superuser.pool, 'ten_d', stored)).toEqual(new Set());
    expect(JSON.stringify(await log.load(faxId))).not.toMatch(NUMBERS);
    const summary = await log.summaries.findOneByOrFail({ faxId });
    expect(JSON.stringify(summary)).not.toMatch(NUMBERS);
  });
});
