import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesDocumentStore } from '@faxwire/documents';
import { FaxLog, eventLogEntities, eventLogGrants, eventLogMigrations, grantRoles, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { createLogger } from '@faxwire/platform';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { DocumentHousekeeping } from './document-housekeeping.ts';

const DAY_MS = 86_400_000;
const TENANT = 'ten_a';

describe('documents that no fax names', () => {
  let folder: string;
  let server: TemporaryDatabase;
  let owner: Database;
  /** As the process that does it connects. */
  let lifecycle: Database;
  let documents: FilesDocumentStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-housekeeping-'));
    server = await temporaryDatabase();
    const tables = { entities: eventLogEntities, migrations: eventLogMigrations };
    owner = await openDatabase({ ...tables, url: server.url });
    const client = await owner.pool.connect();
    await grantRoles(client, { grants: eventLogGrants }).finally(() => client.release());
    lifecycle = await openDatabase({ ...tables, url: `${server.url}?options=${encodeURIComponent('-c role=faxwire_lifecycle')}`, migrate: false });
    documents = new FilesDocumentStore({ folder, masterKey: randomBytes(32) });
  });
  afterAll(async () => {
    await Promise.all([owner, lifecycle].map((database) => database.close()));
    await server.drop();
    await rm(folder, { recursive: true });
  });

  const stored = async (text: string) => ({ tenantId: TENANT, sha256: (await documents.put(TENANT, Buffer.from(text))).sha256 });
  const sweepAfter = async (ms: number) => {
    const later = Date.now() + ms;
    await new DocumentHousekeeping({ documents, database: lifecycle, now: () => later, logger: createLogger({ level: 'silent' }) }).sweep();
  };

  it('go a day later, and those of a fax stay', async () => {
    const [orphan, named] = [await stored('of an upload that was never accepted'), await stored('of a fax')];
    const faxId = randomUUID();
    const executed = await new FaxLog({ database: owner, now: Date.now }).execute(faxId, {
      type: 'ReceiveFax',
      fax: {
        faxId, tenantId: TENANT, mode: 'live', phoneNumber: phoneNumber('+12025550123'), resolution: 'fine', metadata: {}, requestHash: 'r',
        document: { sha256: named.sha256, mediaType: 'text/plain', bytes: 5 },
      },
    });
    expect(executed.ok).toBe(true);
    await sweepAfter(0);
    expect([await documents.has(orphan), await documents.has(named)]).toEqual([true, true]);
    await sweepAfter(2 * DAY_MS);
    expect([await documents.has(orphan), await documents.has(named)]).toEqual([false, true]);
  });
});
