import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { FaxCloudEvent } from '@faxwire/contracts';
import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { LogEventSource, listDeadLetters, transportMigrations } from '@faxwire/transport';
import { createEventConsumer } from './event-consumer.ts';
import { FaxEventContext } from './fax-event-context.ts';
import { OnFaxEvent } from './on-fax-event.ts';

const GROUP = 'platform-test';
const FAX = { ok: '0199a3b2-0000-4000-8000-000000000001', poison: '0199a3b2-0000-4000-8000-000000000002', last: '0199a3b2-0000-4000-8000-000000000003' };

const waiting = new Map<string, () => void>();

@Controller()
class Projection {
  @OnFaxEvent('FaxReceived')
  async received(@Payload() event: FaxCloudEvent, @Ctx() { effect }: FaxEventContext): Promise<void> {
    await effect.query('INSERT INTO seen (event) VALUES ($1)', [event.id]);
    if (event.subject === FAX.poison) throw new Error('this one can not be projected');
  }

  @OnFaxEvent('FaxHeld')
  held(@Payload() event: FaxCloudEvent): void {
    waiting.get(event.subject)?.();
  }
}

@Module({ controllers: [Projection] })
class ProjectionModule {}

describe('a Nest microservice on the event log', () => {
  let temporary: TemporaryDatabase;
  let database: Database;
  let source: LogEventSource;
  let app: INestMicroservice;
  beforeAll(async () => {
    temporary = await temporaryDatabase();
    database = await openDatabase({ url: temporary.url, applicationName: 'platform-test', entities: eventLogEntities, migrations: [...eventLogMigrations, ...transportMigrations] });
    await database.pool.query('CREATE TABLE seen (event text PRIMARY KEY)');
    source = new LogEventSource({ log: new EventLog(database), database });
    app = await createEventConsumer(ProjectionModule, { source, group: GROUP, logger: { log: () => undefined, warn: () => undefined, error: () => undefined } });
    await app.listen();
  });
  afterAll(async () => {
    await app.close();
    await source.close();
    await database.close();
    await temporary.drop();
  });

  it('stores an effect with its checkpoint, and sets a poison event aside with its own reason', async () => {
    const faxes = new FaxLog({ database, now: () => Date.now() });
    const last = new Promise<void>((resolve) => waiting.set(FAX.last, resolve));
    for (const faxId of Object.values(FAX)) await faxes.execute(faxId, { type: 'ReceiveFax', fax: received(faxId) });
    await faxes.execute(FAX.last, { type: 'HoldFax' });
    await last;

    const { rows } = await database.pool.query<{ event: string }>('SELECT event FROM seen ORDER BY event');
    expect(rows.map(({ event }) => event)).toEqual([`evt_${FAX.ok}_1`, `evt_${FAX.last}_1`]);
    const letters = await listDeadLetters(database.pool, GROUP);
    expect(letters.map(({ event, reason }) => [event.subject, reason])).toEqual([[FAX.poison, 'Error: this one can not be projected']]);
  });
});

function received(faxId: string) {
  return {
    faxId, tenantId: '0199a3b2-0000-4000-8000-00000000000a', mode: 'test' as const, phoneNumber: phoneNumber('+19995550100'),
    document: { sha256: 'a'.repeat(64), mediaType: 'application/pdf', bytes: 10 }, resolution: 'fine' as const, metadata: {}, requestHash: 'b'.repeat(64),
  };
}
