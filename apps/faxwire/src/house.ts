import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { openAdmin, openApi } from '@faxwire/api-app';
import { openLifecycle, watchFaxes } from '@faxwire/lifecycle-app';
import type { LifecycleEngine } from '@faxwire/lifecycle';
import { openNotifications } from '@faxwire/mail-app';
import { channelsOf, openMedia, openTerminals, sparesOf, type OpenedMedia } from '@faxwire/media-app';
import { isLoopback, type Configuration, type Logger } from '@faxwire/platform';
import { ClosingStack, layFoundation, makeRootKey, openRenderer, trunksOf, type Foundation } from '@faxwire/runtime';
import { SandboxModule, openSandbox, type Behaviour, type Sandbox, type SandboxCaller } from '@faxwire/sandbox-app';
import { PostgresChannelBook, TrunkRouter } from '@faxwire/trunks';
import { openWebhooks } from '@faxwire/webhooks-app';
import { claimDataFolder } from './data-folder.ts';
import { claimDatabase } from './database-claim.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { SCHEMA } from './schema.ts';


/** Both ends of at most 80 sandbox calls (at the speed of life), and some that are just ending. */
const SANDBOX_TERMINALS = 200;
const SERVICE = 'faxwire';

export interface House {
  readonly baseUrl: string;
  readonly base: Foundation;
  readonly sandbox: Sandbox | undefined;
  readonly logger: Logger;
  /** Takes nothing new, lets live calls finish within the grace, then stops everything in order. */
  close(graceMs: number): Promise<void>;
}

export interface HouseParts {
  /** Numbers of the sandbox that are not in its table, for specifications. */
  readonly behaviourOf?: (number: string) => Behaviour;
}

/**
 * Every app in one process. Composition only: each of them runs alone as well.
 * @throws DataFolderInUse, PortInUse, or what a part says that cannot start; nothing is left running then
 */
export async function openHouse(configuration: Configuration, parts: HouseParts = {}): Promise<House> {
  const closing = new ClosingStack((error, name) => process.stderr.write(`Closing ${name}: ${String(error)}\n`));
  try {
    const folder = await claimDataFolder(configuration.dataDir);
    closing.defer('data folder', () => folder.release());
    return await openRooms(await openGround(configuration, folder.path, closing), parts);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

/** The foundation on a database of its own, where none is configured. */
export async function openGround(configuration: Configuration, dataDir: string, closing: ClosingStack): Promise<Foundation> {
  const url = configuration.database.url || (await ownServer(dataDir, closing));
  return layFoundation({ configuration, service: SERVICE, dataDir, closing, database: { url, ...SCHEMA } });
}

async function ownServer(dataDir: string, closing: ClosingStack): Promise<string> {
  const server = await startEmbeddedPostgres(dataDir);
  closing.defer('PostgreSQL', () => server.stop());
  return server.url;
}

async function openRooms(base: Foundation, parts: HouseParts): Promise<House> {
  const { closing, logger } = base;
  await claimDatabase(base.database, closing);
  // Nobody else can be alive on this database: what an earlier process held is free.
  await new PostgresChannelBook({ database: base.database, holder: SERVICE, wake: () => undefined }).reset();
  const { opened: { media, transmit }, router, sandbox, wakeBy } = await openTelephony(base, parts);
  const renderer = openRenderer(base);
  const engine = await openLifecycle(base, { renderer, router, transmit: (faxId, step) => transmit(faxId, { step }) });
  wakeBy(engine);
  await openWebhooks(base);
  await openNotifications(base);
  watchFaxes(base);
  const admin = await openAdmin(base, await rootKeyOf(base), base.database.dataSource);
  const baseUrl = await openApi(base, { renderer, admin, nudge: (faxId) => engine.nudge(faxId), imports: sandboxRoutes(base, sandbox, sandbox?.callerTo(reachable(media.address), renderer)) });
  return {
    baseUrl, base, sandbox, logger,
    close: async (graceMs) => {
      await engine.drain();
      await media.close({ graceMs });
      await closing.close();
    },
  };
}

interface Telephony {
  readonly opened: OpenedMedia;
  readonly router: TrunkRouter;
  readonly sandbox: Sandbox | undefined;
  /** Channels that come free wake their next fax by this engine, once there is one. */
  readonly wakeBy: (engine: LifecycleEngine) => void;
}

/** Fax machines, the pretend carrier if it is wanted, and the worker that places calls. */
async function openTelephony(base: Foundation, parts: HouseParts): Promise<Telephony> {
  const { configuration } = base;
  const { enabled } = configuration.sandbox;
  // A sandbox call has both of its ends here; the far one is SpanDSP, whatever ours is.
  const spares = sparesOf(base) + (enabled ? configuration.media.spareProcesses : 0);
  const terminals = await openTerminals(base, SANDBOX_TERMINALS + channelsOf(trunksOf(configuration)), spares);
  const sandbox = enabled ? await openSandbox(base, { terminals, ...parts }) : undefined;
  const trunks = trunksOf(configuration, sandbox?.address);
  let engine: LifecycleEngine | undefined;
  const opened = await openMedia(base, { trunks, terminals, wake: (faxId) => engine?.nudge(faxId) });
  return { opened, sandbox, router: new TrunkRouter(trunks), wakeBy: (by) => void (engine = by) };
}

/** Made at the first start, as the credentials are. */
async function rootKeyOf({ configuration, dataDir }: Foundation): Promise<string> {
  const path = configuration.admin.rootKeyFile || join(dataDir, 'root.key');
  await makeRootKey(path);
  return path;
}

/** They show every tenant's test faxes without a key: not to a network. */
function sandboxRoutes({ configuration }: Foundation, sandbox: Sandbox | undefined, caller: SandboxCaller | undefined): DynamicModule[] {
  return sandbox && isLoopback(configuration.host) ? [SandboxModule.register(sandbox, caller)] : [];
}

/** Bound everywhere, it is reached here. */
function reachable({ host, port }: { readonly host: string; readonly port: number }): { host: string; port: number } {
  return { host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host, port };
}
