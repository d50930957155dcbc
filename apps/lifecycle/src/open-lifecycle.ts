import { randomUUID } from 'node:crypto';
import type { FaxRouter } from '@faxwire/contracts';
import { DocumentEraser, type DocumentRenderer } from '@faxwire/documents';
import { connectionSettings, referencedDocuments } from '@faxwire/event-log';
import { LoggedFaxSteps, type BookkeepingDependencies, type LifecycleEngine } from '@faxwire/lifecycle';
import { DbosEngine } from '@faxwire/lifecycle/dbos';
import { configuredRetryPolicy, createEventConsumer, nestLogger } from '@faxwire/platform';
import { PAGE_BINDER, TracedFaxes, diallingOf, openScratch, pagesBy, vaultOf, type Foundation } from '@faxwire/runtime';
import { PostgresChannelBook, forgetLessonsOf } from '@faxwire/trunks';
import pg from 'pg';
import { DocumentHousekeeping } from './document-housekeeping.ts';
import { LIFECYCLE_GROUP, LifecycleModule } from './lifecycle.module.ts';
import { PostgresTimers } from './postgres-timers.ts';
import { Retention } from './retention.ts';
import { Sweeper } from './sweeper.ts';

/** After the calls have ended: the time to record how, ms. */
const RECORDING_GRACE_MS = 5_000;
const ENGINE_POOL_SIZE = 8;

export interface LifecycleParts {
  readonly renderer: DocumentRenderer;
  readonly router: FaxRouter;
  /** Makes one attempt in this process; left out where media workers are processes of their own. */
  readonly transmit?: NonNullable<BookkeepingDependencies['transmit']>;
}

/** Drives every open fax: the engine, its timers, the sweeper, and the consumer that hears of new faxes. */
export async function openLifecycle(base: Foundation, parts: LifecycleParts): Promise<LifecycleEngine> {
  const { database, closing, logger, source, checks } = base;
  const onError = (error: unknown, faxId?: string): void => logger.error({ err: error, faxId }, 'a step of a fax failed and will be tried again');
  const wake = (faxId: string): void => engine.nudge(faxId);
  const channels = new PostgresChannelBook({ database, wake, onError, holder: randomUUID() });
  const engine = await engineOf(base, await stepsOf(base, parts, { channels, wake }), onError);
  await engine.start();
  closing.defer('lifecycle engine', () => engine.stop(RECORDING_GRACE_MS));
  const sweeper = new Sweeper({ database: database.pool, nudge: wake, sweepChannels: () => channels.sweep(), onError });
  sweeper.start();
  closing.defer('sweeper', () => sweeper.stop());
  const housekeeping = new DocumentHousekeeping(base);
  housekeeping.start();
  closing.defer('document housekeeping', () => housekeeping.stop());
  const { faxLog, now } = base;
  const retention = new Retention({
    database, faxLog, now, logger, documentEraser: eraserOf(base), forgetLessons: (faxId) => forgetLessonsOf(database.pool, faxId),
  });
  retention.start();
  closing.defer('retention', () => retention.stop());
  const consumer = await createEventConsumer(LifecycleModule.register((faxId) => engine.wake(faxId)), { source, group: LIFECYCLE_GROUP, metrics: base.metrics, logger: nestLogger(logger) });
  await consumer.listen();
  Object.assign(checks, source.checks);
  closing.defer('lifecycle consumer', () => consumer.close());
  return engine;
}

function eraserOf({ documents, database, now, logger }: Foundation): DocumentEraser {
  return new DocumentEraser({
    store: documents, isReferenced: (tenantId, sha256) => referencedDocuments(database.pool, tenantId, sha256), now,
    onError: (error) => logger.warn({ err: error }, 'documents of an erased fax are left to the sweep'),
  });
}

interface Turns {
  readonly channels: PostgresChannelBook;
  readonly wake: (faxId: string) => void;
}

async function stepsOf(base: Foundation, { renderer, router, transmit }: LifecycleParts, { channels, wake }: Turns): Promise<LoggedFaxSteps> {
  const faxes = new TracedFaxes(base);
  return new LoggedFaxSteps({
    faxes, channels, router,
    dialling: diallingOf(base),
    now: base.now,
    scratchDir: await openScratch(base.dataDir, 'lifecycle'),
    documents: vaultOf(base.documents),
    renderer: pagesBy(renderer),
    binder: PAGE_BINDER,
    // One in hand and one that is fetched meanwhile.
    rendersAtOnce: 2 * base.configuration.render.processes,
    wake,
    policy: configuredRetryPolicy(base.configuration),
    random: Math.random,
    traced: faxes.traced,
    ...(transmit && { transmit }),
  });
}

/** The one place that knows which engines there are. The SDK of Temporal is a third of what a house loads, and most have no use for it. */
async function engineOf(base: Foundation, steps: LoggedFaxSteps, onError: (error: unknown, faxId?: string) => void): Promise<LifecycleEngine> {
  const { configuration, database, now } = base;
  if (configuration.lifecycle.engine === 'temporal') return (await import('./temporal-lifecycle.ts')).temporalEngine(base, steps, onError);
  return new DbosEngine({ databaseUrl: database.url, pool: enginePool(base), steps, timers: new PostgresTimers(database.pool), now, onError });
}

/** DBOS alone, with the time limits of all our connections: a query that never comes back would hold its fax for ever. */
function enginePool({ database: { url }, closing, logger }: Foundation): pg.Pool {
  const pool = new pg.Pool({ ...connectionSettings({ url, applicationName: 'faxwire lifecycle' }), max: ENGINE_POOL_SIZE });
  pool.on('error', ({ message }) => logger.warn({ detail: message }, 'a database connection of the lifecycle engine was lost'));
  closing.defer('lifecycle database connections', () => pool.end());
  return pool;
}
