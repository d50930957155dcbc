import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentEraser, FilesDocumentStore } from '@faxwire/documents';
import { FaxLog, eventLogEntities, eventLogGrants, eventLogMigrations, grantRoles, openDatabase, referencedDocuments, type Database } from '@faxwire/event-log';
import { FULL_SETTINGS, phoneNumber, type FaxReceived } from '@faxwire/fax';
import { createLogger } from '@faxwire/platform';
import { Tenants, tenancyEntities, tenancyGrants, tenancyMigrations } from '@faxwire/tenancy';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { LessonBook, destinationHash, forgetLessonsOf, trunksGrants, trunksMigrations } from '@faxwire/trunks';
import { Retention } from './retention.ts';

const DAY = 24 * 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);
const TABLES = { entities: [...eventLogEntities, ...tenancyEntities], migrations: [...eventLogMigrations, ...tenancyMigrations, ...trunksMigrations] };

describe('retention', () => {
  let server: TemporaryDatabase;
  let owner: Database;
  let database: Database;
  let faxLog: FaxLog;
  let folder: string;
  let store: FilesDocumentStore;
  let now = BEGIN;
  const faults: unknown[] = [];
  beforeAll(async () => {
    server = await temporaryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'faxwire-retention-'));
    store = new FilesDocumentStore({ folder, masterKey: randomBytes(32) });
    owner = await openDatabase({ ...TABLES, url: server.url });
    const client = await owner.pool.connect();
    await grantRoles(client, { grants: [...eventLogGrants, ...tenancyGrants, ...trunksGrants] }).finally(() => client.release());
    const asLifecycle = new URL(server.url);
    asLifecycle.searchParams.set('options', '-c role=faxwire_lifecycle');
    database = await openDatabase({ ...TABLES, url: asLifecycle.href, migrate: false });
    faxLog = new FaxLog({ database: owner, now: () => now });
  });
  afterAll(async () => {
    await Promise.all([owner.close(), database.close()]);
    await server.drop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => void (now = BEGIN));

  async function tenantThat(settings: object): Promise<string> {
    const { id } = await new Tenants(owner.dataSource).createTenant({ name: 'Clinic' });
    await owner.pool.query('UPDATE tenant SET settings = $2 WHERE id = $1', [id, JSON.stringify(settings)]);
    return id;
  }

  async function fax(tenantId: string, { closed = true, sha256 = 'd'.repeat(64) } = {}): Promise<string> {
    const faxId = randomUUID();
    const document = { sha256, mediaType: 'application/pdf', bytes: 1 };
    const data: FaxReceived['data'] = { faxId, tenantId, mode: 'test', phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine', metadata: {}, requestHash: 'r' };
    await faxLog.execute(faxId, { type: 'ReceiveFax', fax: data });
    if (closed) await faxLog.execute(faxId, { type: 'CloseAsFailed', cause: 'document_broken' });
    return faxId;
  }

  /** In the role that the lifecycle process has. */
  const enforce = (eraser: Pick<DocumentEraser, 'erase'> = documentEraser()): Promise<void> =>
    new Retention({
      database, faxLog: new FaxLog({ database, now: () => now }), documentEraser: eraser, forgetLessons: (faxId) => forgetLessonsOf(database.pool, faxId), now: () => now, logger: createLogger({ level: 'silent', pretty: false, service: 'spec' }),
    }).enforce();

  const documentEraser = (): DocumentEraser =>
    new DocumentEraser({
      store, isReferenced: (tenantId, sha256) => referencedDocuments(database.pool, tenantId, sha256), onError: (error) => void faults.push(error),
      // Every document has rested for long enough.
      now: () => Date.now() + 2 * store.settledAfterMs,
    });

  const typesOf = async (faxId: string): Promise<string[]> => (await faxLog.history(faxId)).map(({ event }) => event.type).filter((type) => type.endsWith('Erased'));

  it('erases the document, then what is personal, each so long after the fax came to rest as its tenant wants', async () => {
    const faxId = await fax(await tenantThat({ documentRetentionDays: 10, personalDataRetentionDays: 30 }));
    for (const [days, erased] of [[9, []], [10, ['FaxDocumentErased']], [29, ['FaxDocumentErased']], [30, ['FaxDocumentErased', 'FaxPersonalDataErased']]] as const) {
      now = BEGIN + days * DAY;
      await enforce();
      expect([days, await typesOf(faxId)]).toEqual([days, erased]);
    }
    const [, , document] = await faxLog.history(faxId);
    expect(document?.event).toMatchObject({ type: 'FaxDocumentErased', at: BEGIN + 10 * DAY, data: { reason: 'retention', documents: ['d'.repeat(64)] } });
    expect(await faxLog.load(faxId)).toMatchObject({ phoneNumber: '', status: 'FaxFailed' });
  });

  it('forgets with what is personal what the fax has taught of its destination', async () => {
    const lessons = new LessonBook({ pool: owner.pool, hash: destinationHash(randomBytes(32)), now: () => now });
    const destination = { trunk: 'carrier', phoneNumber: '+12025550143' };
    await lessons.remember(destination, await fax(await tenantThat({ personalDataRetentionDays: 30 })), { ...FULL_SETTINGS, v17: false });
    now = BEGIN + 29 * DAY;
    await enforce();
    expect(await lessons.recall(destination)).toMatchObject({ settings: { v17: false } });
    now = BEGIN + 30 * DAY;
    await enforce();
    expect(await lessons.recall(destination)).toBeUndefined();
  });

  it('leaves alone what its tenant keeps, what is open, and what is erased already', async () => {
    const kept = await fax(await tenantThat({}));
    const tenantId = await tenantThat({ documentRetentionDays: 0, personalDataRetentionDays: 0 });
    const [open, erased] = [await fax(tenantId, { closed: false }), await fax(tenantId)];
    now = BEGIN + 400 * DAY;
    await enforce();
    await enforce();
    expect(await typesOf(kept)).toEqual([]);
    expect(await typesOf(open)).toEqual([]);
    expect(await typesOf(erased)).toEqual(['FaxDocumentErased', 'FaxPersonalDataErased']);
  });

  it('deletes the bytes at once, but for those that another fax of the tenant still has', async () => {
    const tenantId = await tenantThat({ documentRetentionDays: 10 });
    const [own, shared] = [await store.put(tenantId, Buffer.from('own')), await store.put(tenantId, Buffer.from('shared'))];
    const stored = () => Promise.all([own, shared].map(({ sha256 }) => store.has({ tenantId, sha256 })));
    await fax(tenantId, own);
    await fax(tenantId, shared);
    now = BEGIN + 5 * DAY;
    await fax(tenantId, shared);
    await enforce();
    expect(await stored()).toEqual([true, true]);
    now = BEGIN + 10 * DAY;
    await enforce();
    expect(await stored()).toEqual([false, true]);
    now = BEGIN + 15 * DAY;
    await enforce();
    expect(await stored()).toEqual([false, false]);
    expect(faults).toEqual([]);
  });

  it('erases the next ones where the store fails: the sweep is left the bytes', async () => {
    const tenantId = await tenantThat({ documentRetentionDays: 1 });
    const faxIds = [await fax(tenantId), await fax(tenantId)];
    now = BEGIN + 2 * DAY;
    await enforce({ erase: () => Promise.reject(new Error('the store is down')) });
    expect(await Promise.all(faxIds.map(typesOf))).toEqual([['FaxDocumentErased'], ['FaxDocumentErased']]);
  });

  it('goes on until nothing is due, however much there is', async () => {
    const tenantId = await tenantThat({ documentRetentionDays: 1 });
    const many = await Promise.all(Array.from({ length: 450 }, () => fax(tenantId)));
    now = BEGIN + 2 * DAY;
    await enforce();
    const erased = await owner.pool.query('SELECT FROM fax WHERE tenant_id = $1 AND document_erased_at IS NOT NULL', [tenantId]);
    expect(erased.rowCount).toBe(many.length);
  });
});
