import { randomBytes, randomUUID } from 'node:crypto';
import { eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { FULL_SETTINGS, phoneNumber, type Attempt, type FailureCause, type FaxMode, type LineSettings } from '@faxwire/fax';
import { createLogger, loadConfiguration } from '@faxwire/platform';
import { DoNotCallList, Tenants, tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { LessonBook, VoiceBook, destinationHash, trunksMigrations } from '@faxwire/trunks';
import { diallingOf } from './dialling.ts';

const NUMBER = phoneNumber('+12025550143');
const SANDBOX = phoneNumber('+19995550100');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('what is known of a number before it is dialled', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let now = Date.UTC(2026, 0, 1);
  let dialling: ReturnType<typeof diallingOf>;
  let tenants: Tenants;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({
      url: server.url, entities: [...eventLogEntities, ...tenancyEntities], migrations: [...eventLogMigrations, ...tenancyMigrations, ...trunksMigrations],
    });
    tenants = new Tenants(database.dataSource);
    const configuration = { ...loadConfiguration({ env: {}, cwd: '/' }), dialling: { blockedCountries: ['CU'] } };
    const memory = { pool: database.pool, hash: destinationHash(randomBytes(32)), now: () => now };
    const [lessons, voices] = [new LessonBook(memory), new VoiceBook(memory)];
    dialling = diallingOf({ configuration, database, tenants, lessons, voices, logger: createLogger({ level: 'silent', pretty: false, service: 'spec' }), now: () => now });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const faxTo = (tenantId: string, number = NUMBER, mode: FaxMode = 'live') => ({ faxId: randomUUID(), tenantId, phoneNumber: number, mode });
  const newTenant = async (): Promise<string> => (await tenants.createTenant({ name: 'Clinic' })).id;
  const sentWith = (settings: LineSettings, transport: 't38' | 'g711' = 't38'): Attempt => ({
    attemptId: 'att', number: 1, token: 3, trunk: 'carrier', callerNumber: '', fromPage: 0, settings, manual: false, startedAt: 0, pagesConfirmed: 1, badRows: 0, outcome: 'sent',
    negotiation: { bitRate: 9600, ecm: true, compression: 'MMR', resolution: '204x196', transport },
  });
  const failedBy = (cause: FailureCause): Attempt => {
    const { negotiation: _, ...attempt } = sentWith(FULL_SETTINGS);
    return { ...attempt, outcome: 'failed', failure: { cause, detail: '', jitter: 0 } };
  };

  it('is what its tenant and the installation want, at that moment', async () => {
    const tenantId = await newTenant();
    expect(await dialling.termsOf(faxTo(tenantId), 'carrier')).toEqual({});
    await new DoNotCallList(database.dataSource).add(tenantId, [NUMBER]);
    expect(await dialling.termsOf(faxTo(tenantId), 'carrier')).toEqual({ refusal: 'do_not_call' });
    expect(await dialling.termsOf(faxTo(await newTenant()), 'carrier')).toEqual({});
    expect(await dialling.termsOf(faxTo(tenantId, phoneNumber('+5378325555')), 'carrier')).toEqual({ refusal: 'country_blocked' });
    expect(await dialling.termsOf(faxTo(tenantId, phoneNumber('+19005550143')), 'carrier')).toEqual({ refusal: 'premium_number' });
    await tenants.change(tenantId, { settings: { blockedCountries: ['DE'] } });
    expect(await dialling.termsOf(faxTo(tenantId, phoneNumber('+4930901820')), 'carrier')).toEqual({ refusal: 'country_blocked' });
  });

  it('is when its tenant wants it called, by the clock of its country or by one of the tenant\'s own', async () => {
    const tenantId = await newTenant();
    await tenants.change(tenantId, { settings: { callingHours: { from: '08:00', until: '20:30', days: [1, 2], timeZone: null } } });
    const german = faxTo(tenantId, phoneNumber('+4930901820'));
    expect(await dialling.termsOf(german, 'carrier')).toEqual({ window: { from: 480, until: 1230, days: [1, 2], timeZones: ['Europe/Berlin', 'Europe/Busingen'] } });
    await tenants.change(tenantId, { settings: { callingHours: { from: '08:00', until: '20:30', days: [1, 2], timeZone: 'America/New_York' } } });
    expect(await dialling.termsOf(german, 'carrier')).toMatchObject({ window: { timeZones: ['America/New_York'] } });
    await tenants.change(tenantId, { settings: { callingHours: null } });
    expect(await dialling.termsOf(german, 'carrier')).toEqual({});
  });

  it('is with what its last fax went, for every tenant, until that decays or everything works again', async () => {
    const [one, another] = [await newTenant(), await newTenant()];
    const low: LineSettings = { ...FULL_SETTINGS, v17: false, maxBitRate: 9600 };
    await dialling.learn(faxTo(one), sentWith(low, 'g711'));
    expect(await dialling.termsOf(faxTo(another), 'carrier')).toEqual({ settings: { ...low, t38: false } });
    expect(await dialling.termsOf(faxTo(another), 'other trunk')).toEqual({});
    now += 14 * DAY;
    expect(await dialling.termsOf(faxTo(another), 'carrier')).toEqual({ settings: { ...FULL_SETTINGS, t38: false } });
    await dialling.learn(faxTo(another), sentWith(FULL_SETTINGS));
    expect(await dialling.termsOf(faxTo(another), 'carrier')).toEqual({});
  });

  it('is that it rests once voices have answered two calls in a row, for every tenant and on every trunk, until a machine answers', async () => {
    const [one, another] = [await newTenant(), await newTenant()];
    const number = phoneNumber('+12025550177');
    const terms = (tenantId: string) => dialling.termsOf(faxTo(tenantId, number), 'other trunk');
    await dialling.learn(faxTo(one, number), failedBy('voice_answered'));
    await dialling.learn(faxTo(one, number), failedBy('busy'));
    expect(await terms(another)).toEqual({});
    await dialling.learn(faxTo(another, number), failedBy('voice_answered'));
    expect([await terms(one), await terms(another)]).toEqual([{ restsUntil: now + 4 * HOUR }, { restsUntil: now + 4 * HOUR }]);
    expect(await dialling.termsOf(faxTo(one), 'carrier')).toEqual({});
    now += 4 * HOUR;
    expect(await terms(one)).toEqual({});
    await dialling.learn(faxTo(one, number), failedBy('voice_answered'));
    expect(await terms(another)).toEqual({ restsUntil: now + 12 * HOUR });
    await dialling.learn(faxTo(one, number), { ...sentWith(FULL_SETTINGS), failure: { cause: 'dropped_mid_page', detail: '', jitter: 0 } });
    expect(await terms(another)).toEqual({});
  });

  it('is nothing that a test fax has taught: sandbox numbers do what they say, the second time too', async () => {
    const fax = faxTo(await newTenant(), SANDBOX, 'test');
    await dialling.learn(fax, sentWith({ ...FULL_SETTINGS, ecm: false }));
    for (let call = 0; call < 3; call++) await dialling.learn(fax, failedBy('voice_answered'));
    expect(await dialling.termsOf(fax, 'carrier')).toEqual({});
  });
});
