import { randomUUID } from 'node:crypto';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { openDatabase, type Database } from '../database/open-database.ts';
import { eventLogEntities, eventLogMigrations } from '../index.ts';
import { receive } from '../testing/commands.ts';
import { FaxLog } from './fax-log.ts';
import { referencedDocuments } from './referenced-documents.ts';

let server: TemporaryDatabase;
let database: Database;
beforeAll(async () => {
  server = await temporaryDatabase();
  database = await openDatabase({ url: server.url, entities: eventLogEntities, migrations: eventLogMigrations });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const PAGES = 'e'.repeat(64);

describe('documents that a fax names', () => {
  it('are what was uploaded and its pages, of that tenant, and nothing else', async () => {
    const faxId = randomUUID();
    const faxes = new FaxLog({ database, now: Date.now });
    const received = await faxes.execute(faxId, receive(faxId, 'ten_a'));
    const uploaded = received.ok ? (received.state.document?.sha256 ?? '') : '';
    await faxes.execute(faxId, { type: 'RecordRendering', pages: { sha256: PAGES, bytes: 1, pageCount: 1, widthPx: 1728, pageSha256: [PAGES], renderMs: 1 } });
    const asked = [uploaded, PAGES, 'f'.repeat(64)];
    expect(await referencedDocuments(database.pool, 'ten_a', asked)).toEqual(new Set([uploaded, PAGES]));
    expect(await referencedDocuments(database.pool, 'ten_b', asked)).toEqual(new Set());
  });

  it('are found by an index', async () => {
    const client = await database.pool.connect();
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT FROM event WHERE tenant_id = 'ten_a' AND coalesce(data -> 'document' ->> 'sha256', data ->> 'sha256') = 'x' AND type IN ('FaxReceived', 'DocumentRendered')`,
    );
    client.release(true);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('event_document');
  });
});
