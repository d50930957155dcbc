import { grantRoles, openDatabase, runAsTenant, type Database, type Role } from '@faxwire/event-log';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { claimDeliveries } from './table/claim-deliveries.ts';
import { countPending, nextDueAfter } from './table/delivery-backlog.ts';
import { forgetDeliveries } from './table/forget-deliveries.ts';
import { insertDeliveries } from './table/insert-deliveries.ts';
import { deliveriesGrants } from './deliveries-grants.ts';
import { deliveriesEntities, deliveriesMigrations } from './schema.ts';
import { settleDelivery } from './table/settle-delivery.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('the deliveries of webhooks', () => {
  let server: TemporaryDatabase;
  let owner: Database;
  let webhooks: Database;
  let api: Database;
  beforeAll(async () => {
    server = await temporaryDatabase();
    const tables = { entities: deliveriesEntities, migrations: deliveriesMigrations };
    owner = await openDatabase({ ...tables, url: server.url });
    const client = await owner.pool.connect();
    await grantRoles(client, { grants: deliveriesGrants }).finally(() => client.release());
    const urlAs = (role: Role) => `${server.url}?options=${encodeURIComponent(`-c role=${role}`)}`;
    webhooks = await openDatabase({ ...tables, url: urlAs('faxwire_webhooks'), migrate: false });
    api = await openDatabase({ ...tables, url: urlAs('faxwire_api'), migrate: false, tenantScoped: true });
  });
  afterAll(async () => {
    await Promise.all([owner, webhooks, api].map((database) => database.close()));
    await server.drop();
  });

  it('are noted, claimed, settled and forgotten by their role, for every tenant, and seen by each tenant alone', async () => {
    const { pool } = webhooks;
    for (const tenantId of ['ten_a', 'ten_b']) {
      const delivery = { eventId: `evt_${tenantId}`, tenantId, faxId: 'fax', sequence: 1, eventType: 'FaxSent', body: '{}', traceParent: undefined, endpointIds: [`hook_${tenantId}`] };
      expect(await insertDeliveries(pool, delivery, { now: NOW, delayMs: 0 })).toBe(1);
    }
    const seenBy = (tenantId: string) => runAsTenant(tenantId, async () => (await api.pool.query('SELECT tenant_id FROM webhook_delivery')).rows as unknown[]);
    expect(await seenBy('ten_a')).toEqual([{ tenant_id: 'ten_a' }]);
    expect((await api.pool.query('SELECT FROM webhook_delivery')).rowCount).toBe(0);
    expect([await countPending(pool), await nextDueAfter(pool, NOW - 1)]).toEqual([2, NOW]);
    const claimed = await claimDeliveries(pool, { now: NOW, leaseMs: 1_000, limit: 10, perEndpoint: 1, slots: {}, maxAttempts: 3 });
    expect(claimed).toHaveLength(2);
    for (const delivery of claimed) await settleDelivery(pool, delivery, { outcome: { status: 200, durationMs: 1 }, settlement: { state: 'delivered' }, now: NOW });
    expect(await forgetDeliveries(pool, NOW + 1)).toEqual({ removed: 2, more: false });
  });
});
