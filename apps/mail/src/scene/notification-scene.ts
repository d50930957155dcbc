import { randomUUID } from 'node:crypto';
import { EVENT_SOURCE, eventIdOf, type FaxCloudEvent, type TenantSettings } from '@faxwire/contracts';
import { WebhookDeliveryEntity, deliveriesEntities, deliveriesMigrations } from '@faxwire/deliveries';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber, type FaxEvent } from '@faxwire/fax';
import { Tenants, tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { transportMigrations } from '@faxwire/transport';
import { createNotifications, type Notifications, type NotificationSettings } from '../notifications.ts';

export const SECOND = 1_000;
/** Of attempts that are to succeed on a busy machine. */
const TIMEOUT_MS = 10 * SECOND;

const OFF: NotificationSettings = {
  mail: { smtpUrl: '', from: 'fax@house.example', plaintext: true, timeoutMs: TIMEOUT_MS, concurrency: 2 },
  sms: { url: '', method: 'POST', headers: {}, format: 'json', body: '{"to":"{to}","text":"{text}","id":"{id}"}', timeoutMs: TIMEOUT_MS, concurrency: 2 },
  rules: { allowLoopback: true },
  scheduleSeconds: [0, 5, 300],
};

export interface Configured {
  readonly mail?: Partial<NotificationSettings['mail']>;
  readonly sms?: Partial<NotificationSettings['sms']>;
}

/** A real log and real settings of tenants, and a clock that stands still until it is moved. */
export class NotificationScene {
  readonly database: Database;
  readonly faxes: FaxLog;
  readonly tenants: Tenants;
  nowMs = Date.now();
  /** What the workers complained of. */
  readonly errors: unknown[] = [];
  readonly #server: TemporaryDatabase;
  readonly #opened: Notifications[] = [];

  private constructor(server: TemporaryDatabase, database: Database) {
    this.#server = server;
    this.database = database;
    this.faxes = new FaxLog({ database, now: Date.now });
    this.tenants = new Tenants(database.dataSource);
  }

  static async open(): Promise<NotificationScene> {
    const server = await temporaryDatabase();
    const database = await openDatabase({
      url: server.url, entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
      migrations: [...eventLogMigrations, ...tenancyMigrations, ...transportMigrations, ...deliveriesMigrations],
    });
    return new NotificationScene(server, database);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.#server.drop();
  }

  /** Leaves no row for the next test. */
  async reset(): Promise<void> {
    await Promise.all(this.#opened.splice(0).flatMap(({ workers }) => workers.map((worker) => worker.stop(0))));
    await this.database.pool.query('TRUNCATE webhook_delivery');
  }

  settings({ mail = {}, sms = {} }: Configured): NotificationSettings {
    return { ...OFF, mail: { ...OFF.mail, ...mail }, sms: { ...OFF.sms, ...sms } };
  }

  /** Workers whose time is the scene's. */
  notifications(configured: Configured): Notifications {
    const clock = { now: () => this.nowMs, schedule: () => () => undefined };
    const made = createNotifications({
      database: this.database, tenants: this.tenants, faxes: this.faxes, settings: this.settings(configured), clock, random: () => 0,
      onError: (error) => this.errors.push(error),
    });
    this.#opened.push(made);
    return made;
  }

  async tenant(notifications: Partial<TenantSettings['notifications']>): Promise<string> {
    const { id } = await this.tenants.createTenant({ name: 'Notified' });
    await this.tenants.change(id, { settings: { notifications: { emails: [], smsNumbers: [], on: [], ...notifications } } });
    return id;
  }

  async fax(tenantId: string, metadata: Readonly<Record<string, string>> = {}): Promise<string> {
    const faxId = randomUUID();
    const document = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', bytes: 1 };
    const fax = { faxId, tenantId, mode: 'live' as const, phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine' as const, metadata, requestHash: '' };
    await this.faxes.execute(faxId, { type: 'ReceiveFax', fax });
    return faxId;
  }

  /** As the event after its reception would come from the log. */
  ended(tenantId: string, faxId: string, end: Pick<FaxEvent, 'type' | 'data'>): FaxCloudEvent {
    return {
      specversion: '1.0', id: eventIdOf(faxId, 2), source: EVENT_SOURCE, time: new Date(this.nowMs).toISOString(), subject: faxId,
      datacontenttype: 'application/json', sequence: 2, tenantid: tenantId, ...end,
    };
  }

  deliveries(): Promise<WebhookDeliveryEntity[]> {
    return this.database.dataSource.getRepository(WebhookDeliveryEntity).find({ order: { deliveryId: 'ASC' } });
  }
}

export const SENT = { type: 'FaxSent', data: { pageCount: 3, attempts: 1 } } as const;
export const FAILED = { type: 'FaxFailed', data: { cause: 'busy', reason: 'The line was busy.' } } as const;

/** Does what is due now. */
export async function work({ workers }: Notifications): Promise<void> {
  for (const worker of workers) {
    worker.start();
    worker.wake();
    await worker.idle();
  }
}
