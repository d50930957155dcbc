import { join } from 'node:path';
import type { FaxTransmitter } from '@faxwire/contracts';
import type { DocumentRenderer } from '@faxwire/documents';
import { connectionSettings } from '@faxwire/event-log';
import { isFailureCause } from '@faxwire/fax';
import { DbosEngine, type LifecycleEngine } from '@faxwire/lifecycle';
import {
  LIFECYCLE_GROUP, LifecycleModule, LoggedFaxSteps, PostgresTimers, Sweeper, emptyScratch,
  type DocumentVault, type PageRenderer,
} from '@faxwire/lifecycle-app';
import { configuredRetryPolicy, createEventConsumer, nestLogger } from '@faxwire/platform';
import pg from 'pg';
import type { Foundation } from './foundation.ts';
import { TracedFaxes } from './traced-faxes.ts';

/** After the calls have ended: the time to record how, ms. */
const RECORDING_GRACE_MS = 5_000;
const ENGINE_POOL_SIZE = 8;

export interface Lifecycles {
  readonly engine: LifecycleEngine;
}

/** Drives every open fax: the engine, its timers, the sweeper, and the consumer that hears of new faxes. */
export async function openLifecycles(base: Foundation, renderer: DocumentRenderer, transmitter: FaxTransmitter): Promise<Lifecycles> {
  const { configuration, database, dataDir, closing, logger, now, source } = base;
  const scratchDir = join(dataDir, 'scratch');
  await emptyScratch(scratchDir);
  const faxes = new TracedFaxes(base);
  const steps = new LoggedFaxSteps({
    faxes, transmitter, now, scratchDir,
    documents: vaultOf(base),
    renderer: pagesBy(renderer),
    policy: configuredRetryPolicy(configuration),
    wake: (faxId) => engine.nudge(faxId),
    random: Math.random,
    traced: faxes.traced,
  });
  const onError = (error: unknown, faxId?: string): void => logger.error({ err: error, faxId }, 'a step of a fax failed and will be tried again');
  const pool = enginePool(base);
  const engine: LifecycleEngine = new DbosEngine({ databaseUrl: database.url, pool, steps, timers: new PostgresTimers(database.pool), now, onError });
  await engine.start();
  closing.defer('lifecycle engine', () => engine.stop(RECORDING_GRACE_MS));
  const sweeper = new Sweeper(database.pool, (faxId) => engine.nudge(faxId), onError);
  sweeper.start();
  closing.defer('sweeper', () => sweeper.stop());
  const consumer = await createEventConsumer(LifecycleModule.register((faxId) => engine.nudge(faxId)), { source, group: LIFECYCLE_GROUP, metrics: base.metrics, logger: nestLogger(logger) });
  await consumer.listen();
  closing.defer('lifecycle consumer', () => consumer.close());
  return { engine };
}

/** DBOS alone, with the time limits of all our connections: a query that never comes back would hold its fax for ever. */
function enginePool({ database: { url }, closing, logger }: Foundation): pg.Pool {
  const pool = new pg.Pool({ ...connectionSettings({ url, applicationName: 'faxwire lifecycle' }), max: ENGINE_POOL_SIZE });
  pool.on('error', ({ message }) => logger.warn({ detail: message }, 'a database connection of the lifecycle engine was lost'));
  closing.defer('lifecycle database connections', () => pool.end());
  return pool;
}

function vaultOf({ documents }: Foundation): DocumentVault {
  return {
    has: (tenantId, sha256) => documents.has({ tenantId, sha256 }),
    materialise: (tenantId, sha256, path) => documents.materialise({ tenantId, sha256 }, path),
    putFile: (tenantId, path) => documents.put(tenantId, path),
  };
}

function pagesBy(renderer: DocumentRenderer): PageRenderer {
  return {
    render: async (job) => {
      const rendered = await renderer.render(job);
      if (rendered.ok) return rendered;
      const cause = isFailureCause(rendered.code) ? rendered.code : 'document_broken';
      return { ok: false, cause, detail: rendered.reason };
    },
  };
}
