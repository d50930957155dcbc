import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase } from '@faxwire/event-log';
import { phoneNumber, type FaxCommand } from '@faxwire/fax';
import { temporaryDatabase } from '@faxwire/testing';
import { transportMigrations } from '../index.ts';
import { LogEventSource } from '../log/log-event-source.ts';
import { listDeadLetters, replayDeadLetters } from '../log/dead-letter.ts';
import type { EventSourceBench } from './event-source.contract.ts';

function receive(faxId: string): FaxCommand {
  const document = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000 };
  const fax = { faxId, tenantId: 'ten_a', mode: 'test', phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine', metadata: {}, requestHash: 'r' } as const;
  return { type: 'ReceiveFax', fax };
}

/** The log adapter on a database of its own; faxes are received, held, revived, held, ... */
export async function openLogBench() {
  const server = await temporaryDatabase();
  const database = await openDatabase({ url: server.url, entities: eventLogEntities, migrations: [...eventLogMigrations, ...transportMigrations] });
  const log = new EventLog(database);
  const faxes = new FaxLog({ database, now: Date.now });
  const sources: LogEventSource[] = [];
  const setAside: string[] = [];
  const open = () => {
    const source = new LogEventSource({ log, database, onDeadLetter: ({ eventId }) => setAside.push(eventId) });
    sources.push(source);
    return source;
  };
  const append = async (faxId: string, count: number) => {
    for (let done = 0; done < count; done += 1) {
      const executed = await faxes.execute(faxId, done === 0 ? receive(faxId) : { type: done % 2 === 1 ? 'HoldFax' : 'ReviveFax' });
      if (!executed.ok) throw new Error(executed.refusal.message);
    }
  };
  const close = async () => {
    await Promise.all(sources.map((source) => source.close()));
    await database.close();
    await server.drop();
  };
  const bench: EventSourceBench = {
    open,
    append,
    setAside,
    close,
    deadLetters: (group) => listDeadLetters(database.pool, group),
    replayDeadLetters: (group) => replayDeadLetters(database.pool, group),
  };
  return { ...bench, open, database, log };
}
