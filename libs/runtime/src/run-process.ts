import { access, mkdir, realpath } from 'node:fs/promises';
import type { Configuration } from '@faxwire/platform';
import { ClosingStack } from './closing-stack.ts';
import { layFoundation, type Foundation, type Ground, type Use } from './foundation.ts';
import { openHealthServer } from './health-server.ts';
import { ProcessError } from './process-error.ts';
import { StopRequest } from './stop-request.ts';

const FOLDER_MODE = 0o700;

/** What a process consists of, beside what all of them have. */
export interface ProcessPlan {
  readonly service: string;
  readonly entities: Ground['database']['entities'];
  readonly uses: readonly Use[];
  /** True where it serves one tenant at a time, as a role that sees no other's rows. */
  readonly tenantScoped?: boolean;
  /** True where it has an HTTP server that answers probes itself. */
  readonly answersProbes?: boolean;
  /** Opens the work of the process on the foundation; adds what it needs to `base.checks`. */
  readonly open: (base: Foundation) => Promise<OpenedProcess>;
}

export interface OpenedProcess {
  readonly baseUrl?: string;
  /** Takes nothing new and finishes what it does, within the grace. What the closing stack knows is closed afterwards. */
  leave?(graceMs: number): Promise<void>;
}

/** One app in a process of its own: opens, serves, and leaves when it is told to. Returns the exit code. */
export async function runProcess(plan: ProcessPlan, configuration: Configuration): Promise<number> {
  const stopping = new StopRequest();
  const closing = new ClosingStack((error, name) => process.stderr.write(`Closing ${name}: ${String(error)}\n`));
  try {
    const base = await layFoundation(await groundOf(plan, configuration, closing));
    const probes = plan.answersProbes ? undefined : await openHealthServer(base);
    const opened = await openedBy(plan, base);
    const baseUrl = opened.baseUrl ?? probes;
    base.logger.info({ baseUrl }, 'ready');
    await stopping.requested;
    base.logger.info({}, 'leaving');
    const graceMs = configuration.shutdown.graceSeconds * 1_000;
    await Promise.race([opened.leave?.(graceMs), stopping.insisted.then(() => opened.leave?.(0))]);
    return 0;
  } finally {
    await closing.close();
  }
}

/** Live, but not ready, while it opens. */
async function openedBy(plan: ProcessPlan, base: Foundation): Promise<OpenedProcess> {
  base.checks['started'] = async () => {
    throw new Error('the process still starts');
  };
  const opened = await plan.open(base);
  delete base.checks['started'];
  return opened;
}

async function groundOf({ service, entities, uses, tenantScoped = false }: ProcessPlan, configuration: Configuration, closing: ClosingStack): Promise<Ground> {
  const { database: { url }, documents: { masterKeyFile }, dataDir } = configuration;
  if (url === '') throw new ProcessError('database_url_missing', 'A process of its own needs a PostgreSQL that the others share: set FAXWIRE_DATABASE_URL.');
  // A key that this process made up would open no other's documents.
  if (uses.length > 0) await access(masterKeyFile).catch(() => {
    throw new ProcessError('master_key_missing', `There is no master key at ${masterKeyFile}: \`npm run migrate\` makes one; give every process the same, with FAXWIRE_DOCUMENTS_MASTER_KEY_FILE.`);
  });
  await mkdir(dataDir, { recursive: true, mode: FOLDER_MODE });
  return { configuration, service, closing, uses, dataDir: await realpath(dataDir), database: { url, entities, migrations: [], tenantScoped } };
}
