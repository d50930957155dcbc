import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Channel, FaxRouter, FaxTransmitter, LineResult, ReportFact, TransmitOrder } from '@faxwire/contracts';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { DEFAULT_RETRY_POLICY, FULL_SETTINGS, openAttempt, phoneNumber, type Attempt, type DialTerms, type FaxCommand, type FaxState, type FaxWishes } from '@faxwire/fax';
import { LoggedFaxSteps, drive, transmitStep, type DocumentVault, type FaxRecord, type RenderJob, type Rendering } from '@faxwire/lifecycle';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { PostgresChannelBook, trunksMigrations } from '@faxwire/trunks';

let temporary: TemporaryDatabase;
let database: Database;
let faxLog: FaxLog;
let scratchDir: string;
let now = Date.now();

beforeAll(async () => {
  temporary = await temporaryDatabase();
  database = await openDatabase({ url: temporary.url, entities: eventLogEntities, migrations: [...eventLogMigrations, ...trunksMigrations] });
  faxLog = new FaxLog({ database, now: () => now });
  scratchDir = await mkdtemp(join(tmpdir(), 'faxwire-steps-'));
});
afterAll(async () => {
  await database.close();
  await temporary.drop();
  await rm(scratchDir, { recursive: true });
});

const RENDERED: Rendering = { ok: true, pageCount: 2, widthPx: 1728, pageSha256: ['a'.repeat(64), 'b'.repeat(64)], renderMs: 1 };

/** A line played from a script; it keeps the orders that it was given, and counts its channels. */
class ScriptedLine implements FaxTransmitter, FaxRouter {
  readonly orders: TransmitOrder[] = [];
  reserved = 0;
  beforeChannel: () => Promise<unknown> = async () => {};
  /** Its own, so that no other test takes its channels. */
  readonly trunk = `carrier-${randomUUID().slice(0, 8)}`;
  hasTrunk = true;
  channels = 1;
  isOpen = true;
  onTransmit: (order: TransmitOrder, report: ReportFact) => Promise<LineResult> = async () => ({ ok: true });

  route() {
    const { trunk, channels } = this;
    return this.hasTrunk ? { trunk, channels, callsPerNumber: 0, callerNumber: '+15550001111', timeFactor: 1 } : undefined;
  }

  async reserve(): Promise<Channel> {
    await this.beforeChannel();
    this.reserved++;
    return {
      isOpen: this.isOpen,
      release: () => void this.reserved--,
      transmit: async (order, report) => {
        this.orders.push(order);
        return this.onTransmit(order, report);
      },
    };
  }
}

const sendPages = async (order: TransmitOrder, report: ReportFact, upTo = order.pageCount): Promise<void> => {
  await report({ type: 'ringing', sipStatus: 180 });
  await report({ type: 'answered', sipCallId: 'call' });
  await report({ type: 'negotiated', negotiation: { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196' } });
  for (let page = order.fromPage; page < upTo; page++) await report({ type: 'page', page: { page, bitRate: 14_400, badRows: 0, bytes: 1 } });
};

class Documents implements DocumentVault {
  missing = false;
  has = async () => !this.missing;
  materialise = (_tenantId: string, _sha256: string, path: string) => writeFile(path, 'bytes');
  putFile = async () => ({ sha256: 'c'.repeat(64), bytes: 5 });
}

/** The real log behind a connection that fails a few times. */
class MomentarilyAway implements FaxRecord {
  failures = 0;
  load = (faxId: string) => faxLog.load(faxId);

  async execute(faxId: string, command: FaxCommand) {
    if (this.failures === 0) return faxLog.execute(faxId, command);
    this.failures--;
    throw new Error('Connection terminated unexpectedly');
  }
}

function setUp(rendering: Rendering = RENDERED) {
  const line = new ScriptedLine();
  const documents = new Documents();
  const woken: string[] = [];
  const jobs: RenderJob[] = [];
  const faxes = new MomentarilyAway();
  const channels = new PostgresChannelBook({ database, wake: (faxId) => woken.push(faxId), holder: randomUUID() });
  const terms: { now: DialTerms } = { now: {} };
  const taught: Attempt[] = [];
  const deps = {
    faxes, documents, channels, scratchDir,
    dialling: { termsOf: async () => terms.now, learn: async (_fax: unknown, sent: Attempt) => void taught.push(sent) },
    router: line,
    now: () => now,
    random: () => 0,
    traced: <Result>(_name: string, _attributes: object, run: () => Promise<Result>) => run(),
  };
  const steps = new LoggedFaxSteps({
    ...deps,
    renderer: {
      render: async (job) => {
        jobs.push(job);
        expect(await readdir(scratchDir)).toHaveLength(1 + job.attachmentPaths.length);
        await writeFile(job.outputPath, 'pages');
        return rendering;
      },
    },
    binder: { bind: (pagePaths, outputPath) => writeFile(outputPath, `${pagePaths.length} pages`) },
    rendersAtOnce: 2,
    wake: (faxId) => woken.push(faxId),
    policy: DEFAULT_RETRY_POLICY,
    transmit: (faxId, step) => transmitStep({ ...deps, transmitter: line }, faxId, { step }),
  });
  return { jobs, line, documents, woken, faxes, channels, steps, terms, taught };
}

async function newFax(wishes: FaxWishes = {}): Promise<string> {
  const faxId = randomUUID();
  const document = { sha256: 'd'.repeat(64), mediaType: 'text/plain', bytes: 5 };
  await faxLog.execute(faxId, {
    type: 'ReceiveFax',
    fax: { faxId, tenantId: randomUUID(), mode: 'live', phoneNumber: phoneNumber('+12025550123'), document, resolution: 'fine', metadata: {}, requestHash: 'r', ...wishes },
  });
  return faxId;
}

/** Drives to the first rest. */
async function driveOn({ steps }: { steps: LoggedFaxSteps }, faxId: string): Promise<FaxState> {
  await drive({ next: (id) => steps.next(id), act: (id, step) => steps.act(id, step), rest: async () => 'parked' }, faxId);
  return faxLog.load(faxId);
}

afterEach(async () => {
  expect(await readdir(scratchDir)).toEqual([]);
});

describe('a fax that is driven', () => {
  it('is rendered, transmitted and sent, each fact in the log before the next', async () => {
    const house = setUp();
    house.line.onTransmit = async (order, report) => {
      await sendPages(order, report);
      return { ok: true };
    };
    const faxId = await newFax();
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent', pagesConfirmed: 2 });
    expect((await faxLog.history(faxId)).map(({ event }) => event.type)).toEqual([
      'FaxReceived', 'DocumentRendered', 'FaxAttemptInitiated', 'CallRinging', 'CallAnswered', 'FaxNegotiated', 'PageSent', 'PageSent', 'FaxSent',
    ]);
    expect(house.line.reserved).toBe(0);
  });

  it('is rendered from all its documents, on its paper and behind its cover page, which bears the date of its acceptance', async () => {
    const house = setUp();
    house.line.onTransmit = async (order, report) => {
      await sendPages(order, report);
      return { ok: true };
    };
    now = Date.UTC(2026, 10, 21, 9, 33, 34);
    const attachments = ['e', 'f'].map((digit) => ({ sha256: digit.repeat(64), mediaType: 'application/pdf', bytes: 5 }));
    const faxId = await newFax({ attachments, pageSize: 'Letter', coverPage: { template: 'urgent', to: 'Dr. Miller' } });
    await driveOn(house, faxId);
    expect(house.jobs).toMatchObject([{ pageSize: 'Letter', cover: { template: 'urgent', to: 'Dr. Miller', date: '2026-11-21 09:33 UTC' }, resolution: 'fine' }]);
    expect(house.jobs[0]?.attachmentPaths).toHaveLength(2);
    now = Date.now();
  });

  it('calls itself what its sender wished, on the line and on its pages', async () => {
    const house = setUp();
    house.line.onTransmit = async (order, report) => {
      await sendPages(order, report);
      return { ok: true };
    };
    await driveOn(house, await newFax({ stationId: '+1 202 555 0100', headerText: 'Clinic', senderNumber: '+12025550100' }));
    await driveOn(house, await newFax());
    const [wished, plain] = house.line.orders;
    expect(wished).toMatchObject({ stationId: '+1 202 555 0100', headerText: 'Clinic', callerNumber: '+12025550100' });
    expect([plain?.callerNumber, plain && 'stationId' in plain, plain && 'headerText' in plain]).toEqual(['+15550001111', false, false]);
  });

  it('rests after a failed attempt and resumes where it was', async () => {
    const house = setUp();
    house.line.onTransmit = async (order, report) => {
      await sendPages(order, report, 1);
      return { ok: false, failure: { cause: 'dropped_mid_page', detail: 'BYE' } };
    };
    const faxId = await newFax();
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'between_attempts', pagesConfirmed: 1 });
    now += 3_600_000;
    house.line.onTransmit = async (order, report) => sendPages(order, report).then(() => ({ ok: true }));
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent' });
    expect(house.line.orders.map(({ fromPage }) => fromPage)).toEqual([0, 1]);
  });

  it('begins with what is known of its destination, steps down from there, and tells what worked', async () => {
    const house = setUp();
    house.terms.now = { settings: { maxBitRate: 9600, v17: false, ecm: true, t38: true } };
    house.line.onTransmit = async () => ({ ok: false, failure: { cause: 'training_failed', detail: 'FTT' } });
    const faxId = await newFax();
    await driveOn(house, faxId);
    expect(house.taught).toMatchObject([{ number: 1, failure: { cause: 'training_failed' } }]);
    now += 3_600_000;
    house.line.onTransmit = async (order, report) => sendPages(order, report).then(() => ({ ok: true }));
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent' });
    expect(house.line.orders.map(({ settings: { maxBitRate, v17 } }) => [maxBitRate, v17])).toEqual([[9600, false], [4800, false]]);
    expect(house.taught.slice(1)).toMatchObject([{ number: 2, settings: { maxBitRate: 4800 }, negotiation: { bitRate: 14_400 } }]);
  });

  it('is not dialled again once its number was put on the list, between two attempts or while it waited for its channel', async () => {
    const house = setUp();
    house.line.onTransmit = async () => ({ ok: false, failure: { cause: 'busy', detail: '486' } });
    const between = await newFax();
    await driveOn(house, between);
    now += 3_600_000;
    house.terms.now = { refusal: 'do_not_call' };
    expect(await driveOn(house, between)).toMatchObject({ phase: 'failed', failure: { cause: 'do_not_call' }, attempts: [{ number: 1 }] });
    house.terms.now = {};
    house.documents.has = async () => ((house.terms.now = { refusal: 'do_not_call' }), true);
    const onItsWay = await newFax();
    expect(await driveOn(house, onItsWay)).toMatchObject({ phase: 'failed', failure: { cause: 'do_not_call' }, attempts: [] });
    expect(house.line.orders).toHaveLength(1);
  });

  it('of twelve pages that drops in page 7 resumes there: no page goes twice, and the log takes no attempt from another page', async () => {
    const PAGES = 12;
    const house = setUp({ ...RENDERED, pageCount: PAGES, pageSha256: Array<string>(PAGES).fill('a'.repeat(64)) });
    const onTheLine: number[] = [];
    const transmitting = (order: TransmitOrder, report: ReportFact, upTo: number) =>
      sendPages(order, async (fact) => (fact.type === 'page' && onTheLine.push(fact.page.page), report(fact)), upTo);
    house.line.onTransmit = async (order, report) => {
      await transmitting(order, report, 6);
      return { ok: false, failure: { cause: 'dropped_mid_page', detail: 'the far end hung up in page 7' } };
    };
    const faxId = await newFax({ headerText: 'Clinic' });
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'between_attempts', pagesConfirmed: 6 });
    const again = { type: 'InitiateAttempt', number: 2, trunk: house.line.trunk, callerNumber: '', settings: FULL_SETTINGS } as const;
    for (const fromPage of [0, 5, 7]) expect(await faxLog.execute(faxId, { ...again, fromPage })).toMatchObject({ ok: false });
    now += 3_600_000;
    house.line.onTransmit = async (order, report) => transmitting(order, report, PAGES).then(() => ({ ok: true }));
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent', attempts: [{ pagesConfirmed: 6 }, { fromPage: 6, pagesConfirmed: 6 }] });
    expect(house.line.orders.map(({ fromPage, headerText }) => [fromPage, headerText])).toEqual([[0, 'Clinic'], [6, 'Clinic']]);
    expect(onTheLine).toEqual(Array.from({ length: PAGES }, (_, page) => page));
  });

  it('waits where its number may not be called at this hour, also when the hour is over while it waited for its channel', async () => {
    const house = setUp();
    house.line.onTransmit = async (order, report) => sendPages(order, report).then(() => ({ ok: true }));
    now = Date.UTC(2026, 10, 23, 21);
    house.terms.now = { window: { from: 480, until: 1200, days: [1, 2, 3, 4, 5], timeZones: ['UTC'] } };
    const faxId = await newFax();
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'accepted', attempts: [] });
    expect(await house.steps.next(faxId)).toEqual({ kind: 'wait', until: Date.UTC(2026, 10, 24, 8) });
    now = Date.UTC(2026, 10, 24, 19, 59, 59);
    const step = await house.steps.next(faxId);
    now += 1_000;
    if (step.kind === 'transmit') await house.steps.act(faxId, step);
    expect([step.kind, house.line.orders.length]).toEqual(['transmit', 0]);
    now = Date.UTC(2026, 10, 25, 8);
    // Its day was over at night; the next window gives it some hours more.
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent', attempts: [{ number: 1 }] });
    now = Date.now();
  });

  it('is not dialled when voices answered others while it waited for its channel', async () => {
    const house = setUp();
    const faxId = await newFax();
    const render = await house.steps.next(faxId);
    if (render.kind === 'render') await house.steps.act(faxId, render);
    const step = await house.steps.next(faxId);
    const until = now + 4 * 3_600_000;
    house.terms.now = { restsUntil: until };
    if (step.kind === 'transmit') await house.steps.act(faxId, step);
    expect([step.kind, house.line.orders.length, await house.steps.next(faxId)]).toEqual(['transmit', 0, { kind: 'wait', until }]);
    expect(await house.channels.isHeld(faxId)).toBe(false);
  });

  it('fails with the cause of its document', async () => {
    const house = setUp({ ok: false, cause: 'document_broken', detail: 'cut short' });
    expect(await driveOn(house, await newFax())).toMatchObject({ phase: 'failed', failure: { cause: 'document_broken' } });
    expect(house.line.orders).toEqual([]);
  });

  it('fails where its document is gone', async () => {
    const house = setUp();
    house.documents.missing = true;
    expect(await driveOn(house, await newFax())).toMatchObject({ phase: 'failed', failure: { cause: 'document_missing' } });
  });

  it('fails where no trunk leads to its number', async () => {
    const house = setUp();
    house.line.hasTrunk = false;
    expect(await driveOn(house, await newFax())).toMatchObject({ phase: 'failed', failure: { cause: 'no_trunk' } });
  });

  it('is not dialled when it was held while it waited for a channel', async () => {
    const house = setUp();
    const faxId = await newFax();
    house.line.beforeChannel = () => faxLog.execute(faxId, { type: 'HoldFax' });
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'held', attempts: [] });
    expect(house.line.orders).toEqual([]);
    expect(house.line.reserved).toBe(0);
  });
});

describe('a fax whose trunk has no free channel', () => {
  it('rests, can be stopped meanwhile, and is woken in its turn', async () => {
    const house = setUp();
    const { trunk, channels } = house.line;
    await house.channels.claim({ faxId: 'somebody', tenantId: 'ten', trunk, channels, callsPerNumber: 0, phoneNumber: phoneNumber('+12025550199') });
    const [first, second, third] = [await newFax(), await newFax(), await newFax()];
    for (const faxId of [first, second]) expect(await driveOn(house, faxId)).toMatchObject({ phase: 'accepted', attempts: [] });
    await faxLog.execute(second, { type: 'StopFax' });
    expect(await driveOn(house, second)).toMatchObject({ phase: 'cancelled' });
    await house.channels.withdraw('somebody');
    house.line.onTransmit = async (order, report) => sendPages(order, report).then(() => ({ ok: true }));
    // Who came first is called first, also by somebody who came later.
    expect(await driveOn(house, third)).toMatchObject({ phase: 'accepted', attempts: [] });
    expect(house.woken).toEqual([first]);
    expect(await driveOn(house, first)).toMatchObject({ phase: 'sent' });
    expect(house.woken).toEqual([first, third]);
    expect(await driveOn(house, third)).toMatchObject({ phase: 'sent' });
  });

  it('is not begun on a worker that leaves', async () => {
    const house = setUp();
    house.line.isOpen = false;
    const faxId = await newFax();
    await expect(driveOn(house, faxId)).rejects.toThrow(/leaves/);
    expect((await faxLog.load(faxId)).attempts).toEqual([]);
    expect(house.line.reserved).toBe(0);
  });
});

describe('a database that is away for a moment', () => {
  it('costs no call: the fact is recorded when it is back', async () => {
    const house = setUp();
    const faxId = await newFax();
    house.line.onTransmit = async (order, report) => {
      house.faxes.failures = 2;
      await sendPages(order, report);
      return { ok: true };
    };
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'sent', pagesConfirmed: 2 });
    expect(house.faxes.failures).toBe(0);
  });
});

describe('an attempt that somebody began and nobody reported', () => {
  it('ends as interrupted, is not dialled in its own name, and the next one follows', async () => {
    const house = setUp();
    const faxId = await newFax();
    house.line.onTransmit = () => Promise.reject(new Error('the process died'));
    await expect(driveOn(house, faxId)).rejects.toThrow('the process died');
    expect(openAttempt(await faxLog.load(faxId))).toBeDefined();
    const state = await driveOn(house, faxId);
    expect(state.attempts).toMatchObject([{ outcome: 'failed', failure: { cause: 'interrupted' } }]);
    expect(house.line.orders).toHaveLength(1);
    expect(house.line.reserved).toBe(0);
  });

  it('is never dialled again by itself when only its last page was open', async () => {
    const house = setUp();
    const faxId = await newFax();
    house.line.onTransmit = async (order, report) => {
      await sendPages(order, report, 1);
      throw new Error('the process died');
    };
    await expect(driveOn(house, faxId)).rejects.toThrow('the process died');
    expect(await driveOn(house, faxId)).toMatchObject({ phase: 'failed', failure: { cause: 'interrupted' } });
    expect(house.line.orders).toHaveLength(1);
  });

  it('cannot report any more, and its call is told so', async () => {
    const house = setUp();
    const faxId = await newFax();
    let told: unknown;
    house.line.onTransmit = async (order, report) => {
      const attempt = openAttempt(await faxLog.load(faxId));
      if (!attempt) throw new Error('no attempt is open');
      await faxLog.execute(faxId, { type: 'RecordAttemptFailure', ...attempt, failure: { cause: 'interrupted', detail: 'taken over' }, jitter: 0 });
      told = await sendPages(order, report).catch((error: Error) => error.message);
      return { ok: false, failure: { cause: 'interrupted', detail: '' } };
    };
    expect(await driveOn(house, faxId)).toMatchObject({ pagesConfirmed: 0, phase: 'between_attempts' });
    expect(told).toMatch(/attempt_stale/);
  });
});
