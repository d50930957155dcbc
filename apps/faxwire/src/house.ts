import { DocumentRenderer } from '@faxwire/documents';
import { allowsLoopbackWebhooks, createEventConsumer, nestLogger, type Configuration, type Logger } from '@faxwire/platform';
import type { Sandbox } from '@faxwire/sandbox-app';
import { WEBHOOKS_GROUP, WebhooksModule, countPending } from '@faxwire/webhooks-app';
import { ClosingStack } from './closing-stack.ts';
import { claimDataFolder } from './data-folder.ts';
import { layFoundation, type Foundation } from './foundation.ts';
import { openFrontDoor } from './front-door.ts';
import { openLifecycles } from './lifecycles.ts';
import { openTelephony, type Telephony } from './telephony.ts';

const MEBIBYTE = 1_048_576;

export interface House {
  readonly baseUrl: string;
  readonly base: Foundation;
  readonly sandbox: Sandbox | undefined;
  readonly logger: Logger;
  /** Takes nothing new, lets live calls finish within the grace, then stops everything in order. */
  close(graceMs: number): Promise<void>;
}

/**
 * Every app in one process. Composition only: each of them could run alone.
 * @throws DataFolderInUse, PortInUse, or what a part says that cannot start; nothing is left running then
 */
export async function openHouse(configuration: Configuration): Promise<House> {
  const closing = new ClosingStack((error, name) => process.stderr.write(`Closing ${name}: ${String(error)}\n`));
  try {
    const folder = await claimDataFolder(configuration.dataDir);
    closing.defer('data folder', () => folder.release());
    const base = await layFoundation(configuration, folder.path, closing);
    const telephony = await openTelephony(base);
    return await openRooms(base, telephony);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function openRooms(base: Foundation, { media, sandbox }: Telephony): Promise<House> {
  const { closing, logger } = base;
  const renderer = openRenderer(base);
  const { engine } = await openLifecycles(base, renderer, media);
  await openWebhooks(base);
  watch(base);
  const baseUrl = await openFrontDoor(base, { renderer, engine, sandbox });
  return {
    baseUrl, base, sandbox, logger,
    close: async (graceMs) => {
      await engine.drain();
      await media.close({ graceMs });
      await closing.close();
    },
  };
}

function openRenderer({ configuration: { render }, closing }: Foundation): DocumentRenderer {
  const renderer = new DocumentRenderer({ concurrency: render.processes, wallClockMs: render.timeoutMs, memoryBytes: render.memoryMb * MEBIBYTE });
  closing.defer('renderer', () => renderer.close());
  return renderer;
}

async function openWebhooks({ configuration, database, endpoints, faxLog, source, metrics, closing, logger }: Foundation): Promise<void> {
  const module = WebhooksModule.register({
    database,
    endpoints,
    faxes: faxLog,
    settings: { ...configuration.webhooks, allowLoopback: allowsLoopbackWebhooks(configuration) },
    onResult: (outcome) => metrics.webhookTried(outcome),
    onError: (error) => logger.warn({ err: error }, 'webhook delivery will try again'),
  });
  const consumer = await createEventConsumer(module, { source, group: WEBHOOKS_GROUP, metrics, logger: nestLogger(logger) });
  await consumer.listen();
  closing.defer('webhooks', () => consumer.close());
}

/** What is looked up when somebody scrapes. */
function watch({ metrics, eventLog, database, now }: Foundation): void {
  metrics.onScrape(async () => metrics.logLag('log', await eventLog.tailLag()));
  metrics.onScrape(async () => metrics.webhookBacklog(await countPending(database.pool)));
  metrics.onScrape(async () => {
    const { rows } = await database.pool.query<{ oldest: Date | null }>('SELECT min(created_at) AS oldest FROM fax WHERE open');
    const oldest = rows[0]?.oldest;
    metrics.oldestOpenFax(oldest ? Math.max(now() - oldest.getTime(), 0) / 1_000 : 0);
  });
}
